/** Saves what lies at an address of this program under that name: the browser or the desktop asks where, or knows it. */
export function saveFile(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
