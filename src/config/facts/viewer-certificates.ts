/** Certificates from that of a viewer up to that of an authority in the trust store, both counted [DTD-254]. */
export const LONGEST_CERTIFICATE_CHAIN = 4;
