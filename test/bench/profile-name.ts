export function profileName(process: string, number: number): string {
  return `${process}-${number}.cpuprofile`;
}
