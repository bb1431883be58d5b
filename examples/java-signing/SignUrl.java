import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Base64;

/**
 * Prints a signed URL with a canned policy: of a URL, a key pair id, a private key in DER, and the end of its time in seconds since 1970.
 *
 * <p>{@code cloudfront-edge key-pair convert} makes the key in DER of one in PEM.
 */
public final class SignUrl {
  public static void main(String[] args) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    String url = args[0];
    String expires = args[3];
    String policy = "{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}}}]}";
    String signature = urlSafe(signature(policy, privateKey(Path.of(args[2]))));
    System.out.println(url + (url.contains("?") ? "&" : "?") + "Expires=" + expires + "&Signature=" + signature + "&Key-Pair-Id=" + args[1]);
  }

  private static PrivateKey privateKey(Path der) throws Exception {
    return KeyFactory.getInstance("RSA", BouncyCastleProvider.PROVIDER_NAME).generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(der)));
  }

  private static byte[] signature(String policy, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA1withRSA", BouncyCastleProvider.PROVIDER_NAME);
    signature.initSign(key);
    signature.update(policy.getBytes(StandardCharsets.US_ASCII));
    return signature.sign();
  }

  /** Base64 in which CloudFront replaces what a query string cannot have. */
  private static String urlSafe(byte[] bytes) {
    return Base64.toBase64String(bytes).replace('+', '-').replace('=', '_').replace('/', '~');
  }
}
