/** Why settings have no effect on viewers, neither here nor at CloudFront: nobody has to be told. */
export const FOR_PEOPLE = {
  COMMENT: 'a comment is for people',
  DESCRIPTION: 'a description is for people',
  NAME: 'a name is for people',
  TAGS: 'tags are for billing and permissions',
} as const;

/** Whether a setting is without effect at CloudFront, too. */
export function isForPeople(because: string | undefined): boolean {
  return Object.values<string | undefined>(FOR_PEOPLE).includes(because);
}
