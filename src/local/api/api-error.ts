/** HTTP statuses of CloudFront's error codes; all others have 400. */
const STATUSES: readonly (readonly [RegExp, number])[] = [
  [/^(AccessDenied|MissingAuthenticationToken)$/, 403],
  [/^NoSuch|NotFound$/, 404],
  [/AlreadyExists$|InUse$|NotDisabled$|^InvalidAssociation$/, 409],
  [/^PreconditionFailed$/, 412],
  [/^(BatchTooLarge|EntitySizeLimitExceeded|FunctionSizeLimitExceeded)$/, 413],
];

/** A request that the API refuses; nothing has changed then. */
export class ApiError extends Error {
  public readonly name = 'ApiError';

  /** @param code CloudFront's own error code */
  public constructor(public readonly code: string, message: string) {
    super(message);
  }

  public get status(): number {
    return STATUSES.find(([codes]) => codes.test(this.code))?.[1] ?? 400;
  }
}
