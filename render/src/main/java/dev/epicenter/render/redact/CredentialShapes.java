package dev.epicenter.render.redact;

import java.util.List;

/**
 * Keys in PEM, tokens and headers of HTTP, and users in addresses: RFC 7468 (PEM), RFC 7519 (JWT), RFC 9110 (Authorization),
 * RFC 6750 (Bearer), RFC 7617 (Basic), RFC 6265 (Cookie), RFC 3986 §3.2.1 (userinfo), the JDBC URLs of Oracle and MySQL.
 */
final class CredentialShapes {
    private static final String PEM_BEGIN = "(?<secret>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----";

    /** What may stand before a header's value, also when a map of headers is printed: {@code {Authorization=[Bearer x]}}. */
    private static final String VALUE = "\\\\?[\"']?\\s{0,3}[:=]\\s{0,3}\\[?\\\\?[\"']?";

    private static final String PAIR = "[\\w!#$%&*+.^|~-]{1,128}=[^;\\s\"'«]{0,4096}";

    static final List<SecretShape> ALL = List.of(
            SecretShape.from("private-key", PEM_BEGIN + "[^«]{0,16384}?-----END [A-Z0-9 ]{0,60}-----)", "-----begin"),
            SecretShape.from("private-key", PEM_BEGIN + "[^«]{0,65536})", "-----begin"),
            SecretShape.from(
                            "token",
                            "(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{5,8192}\\.[A-Za-z0-9_-]{2,8192}(?:\\.[A-Za-z0-9_-]{0,8192}){0,3})",
                            "eyj")
                    .alsoInNames(),
            SecretShape.from(
                            "token",
                            "(?i)authorization" + VALUE
                                    + "(?:[a-z][a-z0-9-]{1,30}\\s{1,3})?(?<secret>[^\\s,;\"'«»\\]\\[]{3,8192})",
                            "authorization")
                    .when(Values::isValue),
            // Digest and signed requests have several parts, all of them telling.
            SecretShape.from(
                    "token",
                    "(?i)(?<![A-Za-z])(?:response|signature|cnonce|opaque)=\"?(?<secret>[A-Za-z0-9+/=%_-]{16,1024})\"?",
                    "response=",
                    "signature=",
                    "cnonce=",
                    "opaque="),
            SecretShape.from(
                            "token",
                            "(?i)(?<![A-Za-z])bearer\\s{1,3}(?<secret>[A-Za-z0-9._~+/-]{8,8192}={0,2})",
                            "bearer")
                    .when(Values::hasDigit),
            SecretShape.from("token", "(?i)(?<![A-Za-z])basic\\s{1,3}(?<secret>[A-Za-z0-9+/]{8,4096}={0,2})", "basic")
                    .when(Values::isEncoded),
            SecretShape.from(
                    "cookie",
                    "(?i)(?<![A-Za-z])cookie2?" + VALUE + "(?<secret>" + PAIR
                            + "(?:;\\s?[\\w-]{1,64}(?:=[^;\\s\"'«]{0,4096})?){0,60})",
                    "cookie"),
            SecretShape.from(
                            "token",
                            "(?i)(?<![A-Za-z])x-[a-z0-9-]{0,40}(?:token|key|secret|auth|signature|credential)" + VALUE
                                    + "(?<secret>[^\\s,;\"'«»\\]\\[]{3,8192})",
                            "x-")
                    .when(Values::isValue),
            SecretShape.from("userinfo", "://(?<secret>[^\\s/?#\"'<>«]{1,512})@", "://")
                    .alsoInNames(),
            SecretShape.from(
                    "userinfo",
                    "(?i)jdbc:oracle:[a-z0-9]{1,10}:(?<secret>[^\\s/@\"'«]{1,64}/[^\\s@\"'«]{1,128})@",
                    "jdbc:oracle"),
            // MySQL's other form: jdbc:mysql://address=(host=h)(user=u)(password=p)/db
            SecretShape.from("password", "(?i)\\(password=(?<secret>[^()\\r\\n«]{1,256})\\)", "(password="));

    private CredentialShapes() {}
}
