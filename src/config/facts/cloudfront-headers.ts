/** Headers that CloudFront makes for origins, caches and edge functions [POL-100]. A final `*` stands for any end. */
export const CLOUDFRONT_HEADERS = [
  'CloudFront-Forwarded-Proto', 'CloudFront-Is-Android-Viewer', 'CloudFront-Is-Desktop-Viewer', 'CloudFront-Is-IOS-Viewer', 'CloudFront-Is-Mobile-Viewer',
  'CloudFront-Is-SmartTV-Viewer', 'CloudFront-Is-Tablet-Viewer', 'CloudFront-Viewer-Address', 'CloudFront-Viewer-ASN', 'CloudFront-Viewer-Cert-*', 'CloudFront-Viewer-City',
  'CloudFront-Viewer-Country', 'CloudFront-Viewer-Country-Name', 'CloudFront-Viewer-Country-Region', 'CloudFront-Viewer-Country-Region-Name',
  'CloudFront-Viewer-Header-Count', 'CloudFront-Viewer-Header-Order', 'CloudFront-Viewer-Http-Version', 'CloudFront-Viewer-JA3-Fingerprint',
  'CloudFront-Viewer-JA4-Fingerprint', 'CloudFront-Viewer-Latitude', 'CloudFront-Viewer-Longitude', 'CloudFront-Viewer-Metro-Code', 'CloudFront-Viewer-Postal-Code',
  'CloudFront-Viewer-Time-Zone', 'CloudFront-Viewer-TLS',
] as const;

/** Headers of a request that CloudFront sets itself, so that no policy can send the viewer's [POL-082]. A final `*` stands for any end. */
export const CONTROLLED_REQUEST_HEADERS = [
  'Connection', 'Content-Length', 'Cookie', 'Keep-Alive', 'Proxy-Authorization', 'Proxy-Connection', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'X-Amz-Cf-*', 'X-Edge-*',
  'X-Real-IP',
] as const;

/** Headers that CloudFront computes for every viewer; those about a viewer's certificate are for mutual TLS. */
export type CloudFrontHeader = Exclude<typeof CLOUDFRONT_HEADERS[number], 'CloudFront-Viewer-Cert-*'>;

/** Where the value of CloudFront-Viewer-Header-Order is cut off [POL-106]. */
export const VIEWER_HEADER_ORDER_CHARACTERS = 7_680;

/** What a User-Agent has in it for each of the device headers; a device may belong to several kinds. A desktop is what is none of them. */
export const DEVICE_PATTERNS = {
  mobile: /Mobi|iPhone|iPod|Windows Phone|IEMobile|BlackBerry|BB10|Opera Mini|webOS/i,
  tablet: /iPad|Tablet|Kindle|Silk\/|PlayBook|Nexus (?:7|9|10)\b|SM-T\d|^(?!.*Mobile).*Android/i,
  smartTv: /Smart-?TV|HbbTV|NetCast|AppleTV|Apple TV|GoogleTV|Google TV|Android TV|BRAVIA|Web0S|CrKey|Roku|AFT[A-Z]/i,
  ios: /iPhone|iPad|iPod/i,
  android: /Android/i,
} as const;
