import type { FailureData } from '#shared/failure';

/** All a helper needs to know of a fault, one fact a line, for the "Chi tiết kỹ thuật" fold. */
export function failureDetails({ code, where, rule, detail }: FailureData): string {
  return [`code: ${code}`, where && `where: ${where}`, rule && `rule: ${rule}`, detail]
    .filter(Boolean)
    .join('\n');
}
