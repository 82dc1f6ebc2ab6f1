export function electronFolder(): string;
export function findRuntime(): string | undefined;
