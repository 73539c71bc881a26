package dev.epicenter.render.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What one kind of secret looks like. Patterns have bounded repetitions and start at a fixed word or at the edge of a run of
 * characters, so that searching costs time in proportion to the text.
 *
 * <p>Sources: the key names of Spring Boot Actuator's sanitizer and of the OWASP Logging Cheat Sheet; RFC 6750 (Bearer), RFC
 * 7617 (Basic), RFC 7519 (JWT), RFC 7468 (PEM), RFC 3986 §3.2.1 (userinfo); the AWS guide on unique ids of IAM; the token
 * prefixes that GitHub, GitLab, Slack, Stripe, Google, npm, SendGrid and OpenAI document, as collected by gitleaks; ISO/IEC
 * 7812 (card numbers, Luhn).
 *
 * @param kind    word in the placeholder
 * @param pattern has a group {@code secret}: what is replaced
 * @param check   whether such a group really is one
 */
record SecretShape(String kind, Pattern pattern, Predicate<String> check) {
    /** Shorter texts hold no secret. */
    static final int SHORTEST = 5;

    private static final String PASSWORD = "passw(?:or)?d|passwort|passphrase|passcode|pwd|kennwort";
    private static final String SECRET =
            "secret|private[_.-]?key|api[_.-]?key|access[_.-]?key|account[_.-]?key|shared[_.-]?key|encryption[_.-]?key"
                    + "|signing[_.-]?key|master[_.-]?key|client[_.-]?key";
    private static final String TOKEN =
            "token|credentials?|authorization|x-auth|jsessionid|phpsessid|session[_.-]?id|set-cookie|cookie|csrf|xsrf|(?<![A-Za-z])otp|connection[_.-]?string";
    /** What may stand between quotation marks. */
    private static final String QUOTED = "[\"'`](?<secret>[^\"'`\\r\\n«]{1,4096})[\"'`]";

    /** A value up to the next delimiter, without the bracket or full stop at its end. */
    private static final String BARE = "(?<secret>[^\\s,;&\"'`«»]{0,4095}[^\\s,;&\"'`«»)\\]}>.])";

    private static final String PEM_BEGIN = "(?<secret>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----";

    private static final String EQUALS = "[\\w.-]{0,40}[\"'`]?\\]?\\s{0,3}=>?\\s{0,3}";

    /** Only the word itself or a common ending, so that {@code InvalidTokenException: no such order} keeps its message. */
    private static final String COLON = "(?:s|[_.-]?(?:key|id|value|hash|header|text))?[\"'`]?\\]?\\s{0,3}:\\s{0,3}";

    private static final Set<String> NOT_SECRET = Set.of(
            "null",
            "true",
            "false",
            "none",
            "yes",
            "no",
            "empty",
            "missing",
            "required",
            "invalid",
            "expired",
            "undefined",
            "unknown",
            "wrong",
            "not",
            "is",
            "must",
            "the",
            "was");

    /** In the order in which they are looked for: the more telling shape first. */
    static final List<SecretShape> ALL = List.of(
            of("private-key", PEM_BEGIN + "[^«]{0,16384}?-----END [A-Z0-9 ]{0,60}-----)"),
            of("private-key", PEM_BEGIN + "[^«]{0,65536})"),
            of(
                    "token",
                    "(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{5,8192}\\.[A-Za-z0-9_-]{2,8192}(?:\\.[A-Za-z0-9_-]{0,8192}){0,3})"),
            of(
                    "token",
                    "(?i)\\b(?:proxy-)?authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:[a-z][a-z0-9-]{1,30}\\s{1,3})?(?<secret>[^\\s,;\"'«»]{3,8192})",
                    SecretShape::isValue),
            of("token", "(?i)\\bbearer\\s{1,3}(?<secret>[A-Za-z0-9._~+/-]{8,8192}={0,2})", SecretShape::looksRandom),
            of("token", "(?i)\\bbasic\\s{1,3}(?<secret>[A-Za-z0-9+/]{8,4096}={0,2})", SecretShape::looksEncoded),
            of(
                    "aws-key",
                    "(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA|AIPA|ABIA|ACCA)[A-Z2-7]{16})(?![A-Za-z0-9])"),
            of(
                    "token",
                    "(?<![A-Za-z0-9_-])(?<secret>gh[oprsu]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{20,255}"
                            + "|xox[abeoprs]-[A-Za-z0-9-]{10,255}|AIza[A-Za-z0-9_-]{35}|[prs]k_(?:live|test)_[A-Za-z0-9]{10,255}"
                            + "|npm_[A-Za-z0-9]{36}|SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}|sk-[A-Za-z0-9_-]{20,255}"
                            + "|hv[sbr]\\.[A-Za-z0-9_-]{20,255}|dop_v1_[a-f0-9]{64})"),
            of("userinfo", "://(?<secret>[^\\s/?#\"'<>«]{1,512})@"),
            of("userinfo", "(?i)jdbc:oracle:[a-z0-9]{1,10}:(?<secret>[^\\s/@\"'«]{1,64}/[^\\s@\"'«]{1,128})@"),
            keyed("password", PASSWORD, EQUALS + QUOTED, SecretShape::isValue),
            keyed("password", PASSWORD, EQUALS + BARE, SecretShape::isValue),
            keyed("password", PASSWORD, COLON + QUOTED, SecretShape::isValue),
            keyed("password", PASSWORD, COLON + BARE, SecretShape::isValue),
            keyed("secret", SECRET, EQUALS + QUOTED, SecretShape::isValue),
            keyed("secret", SECRET, EQUALS + BARE, SecretShape::isValue),
            keyed("secret", SECRET, COLON + QUOTED, SecretShape::isValue),
            keyed("secret", SECRET, COLON + BARE, SecretShape::isValue),
            keyed("token", TOKEN, EQUALS + QUOTED, SecretShape::isValue),
            keyed("token", TOKEN, EQUALS + BARE, SecretShape::isValue),
            keyed("token", TOKEN, COLON + QUOTED, SecretShape::isValue),
            keyed("token", TOKEN, COLON + BARE, SecretShape::looksRandom),
            of(
                    "token",
                    "(?i)[?&](?:sig|signature|x-amz-[a-z-]{1,30}|x-goog-[a-z-]{1,30}|key|code|auth|jwt|hmac|state|nonce|sas|pass|pw|pin)"
                            + "=(?<secret>[^&\\s#\"'<>«]{1,4096})",
                    SecretShape::isValue),
            of(
                    "password",
                    "(?i)(?<![A-Za-z])(?:" + PASSWORD
                            + ")\\s{1,3}(?:is\\s|was\\s|of\\s)?\\s{0,3}[\"'`](?<secret>[^\"'`\\r\\n«]{1,256})[\"'`]",
                    SecretShape::isValue),
            of(
                    "secret",
                    "(?i)--?[a-z-]{0,24}(?:" + PASSWORD + "|" + SECRET
                            + "|token)\\s{1,3}(?<secret>[^\\s\"'«-][^\\s\"'«]{0,1024})",
                    SecretShape::isValue),
            of(
                    "secret",
                    "(?i)(?:" + PASSWORD + "|" + SECRET + "|" + TOKEN
                            + "|signature|bearer|jwt)s?\\b[^\\n«]{0,40}?(?<![A-Za-z0-9+/_=.-])(?<secret>[A-Za-z0-9+/_-]{20,4096}={0,2})(?![A-Za-z0-9.])",
                    SecretShape::looksRandom),
            of(
                    "email",
                    "(?<![A-Za-z0-9._%+-])(?<secret>[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9])"),
            of("card", "(?<![0-9A-Za-z.-])(?<secret>[2-6](?:[ -]?[0-9]){12,18})(?![0-9A-Za-z])", CardNumber::isOne));

    private static SecretShape of(String kind, String regex) {
        return of(kind, regex, secret -> true);
    }

    private static SecretShape of(String kind, String regex, Predicate<String> check) {
        return new SecretShape(kind, Pattern.compile(regex), check);
    }

    private static SecretShape keyed(String kind, String words, String rest, Predicate<String> check) {
        return of(kind, "(?i)(?:" + words + ")" + rest, check);
    }

    /** Whether {@link #check} takes it. */
    boolean accepts(String secret) {
        return check.test(secret);
    }

    /** A value, not a word of a sentence, a mask or a reference to a value elsewhere. */
    private static boolean isValue(String s) {
        String lower = s.toLowerCase(Locale.ROOT);
        return !NOT_SECRET.contains(lower)
                && !s.startsWith("${")
                && !s.startsWith("«")
                && !s.chars().allMatch(c -> c == '*' || c == '.' || c == 'x' || c == 'X' || c == '•');
    }

    /** Letters and digits mixed, as words are not. */
    private static boolean looksRandom(String s) {
        return isValue(s) && s.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Base64 of something: a digit, padding, or a capital inside a word. */
    private static boolean looksEncoded(String s) {
        return looksRandom(s) || s.endsWith("=") || s.substring(1).chars().anyMatch(Character::isUpperCase);
    }
}
