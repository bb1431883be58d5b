/** Tests run where it is not UTC, so that what is told in UTC shows. */
export default function useAnotherTimeZone(): void {
  process.env.TZ = 'America/New_York';
}
