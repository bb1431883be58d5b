/** What may be the name of a header of HTTP: a token (RFC 9110, 5.1). */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** A character that the value of a header, a byte for each, cannot have: a control character but for the tab, or no byte (RFC 9110, 5.5). */
export const NOT_IN_HEADER = /[^\t\x20-\x7e\x80-\xff]/;
