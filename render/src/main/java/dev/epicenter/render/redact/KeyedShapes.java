package dev.epicenter.render.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values beside a word that says what they are, in the ways in which programs print them: properties, JSON, XML, YAML, maps,
 * command lines, queries of addresses, sentences. Source of the words: Spring Boot Actuator's sanitizer, the OWASP Logging Cheat
 * Sheet.
 */
final class KeyedShapes {
    private static final String PASSWORD = "passw(?:or)?d|passwort|passphrase|passcode|pwd|kennwort";
    private static final String SECRET =
            "secret|private[_.-]?key|api[_.-]?key|access[_.-]?key|account[_.-]?key|shared[_.-]?key|encryption[_.-]?key"
                    + "|signing[_.-]?key|master[_.-]?key|client[_.-]?key";
    private static final String TOKEN =
            "token|credentials?|x-auth|jsessionid|phpsessid|session[_.-]?id|csrf|xsrf|(?<![A-Za-z])otp|connection[_.-]?string";
    private static final String PERSONAL =
            "(?<![A-Za-z])(?:ssn|social[_ -]?security(?:[_ -]?(?:number|no))?|cvv2?|cvc2?|pin)";

    private static final String[] PASSWORD_HINTS = {"passw", "passphrase", "passcode", "pwd", "kennwort"};
    private static final String[] SECRET_HINTS = spelled(
            "secret",
            "private*key",
            "api*key",
            "access*key",
            "account*key",
            "shared*key",
            "encryption*key",
            "signing*key",
            "master*key",
            "client*key");
    private static final String[] TOKEN_HINTS = spelled(
            "token",
            "credential",
            "x-auth",
            "jsessionid",
            "phpsessid",
            "session*id",
            "csrf",
            "xsrf",
            "otp",
            "connection*string");
    private static final String[] PERSONAL_HINTS = {"ssn", "social", "cvv", "cvc", "pin"};
    private static final String[] ALL_HINTS = Stream.of(
                    PASSWORD_HINTS, SECRET_HINTS, TOKEN_HINTS, new String[] {"signature", "bearer", "jwt"})
            .flatMap(Stream::of)
            .toArray(String[]::new);

    /** What a word is followed by when the value is about the secret and not the secret. */
    private static final String ABOUT =
            "(?![\\w.-]{0,30}?(?:file|path|dir|url|uri|endpoint|length|name|type|class|enabled"
                    + "|required|expir[a-z]{0,8}|timeout|ttl|encoder|provider|alias|size|count|policy|algorithm|format|version)"
                    + "\\\\?[\"'`]?\\]?\\s{0,3}[=:])";

    private static final String EQUALS = "[\\w.-]{0,40}\\\\?[\"'`]?\\]?\\s{0,3}=>?\\s{0,3}";

    /** Only the word itself or a common ending, so that {@code InvalidTokenException: no such order} keeps its message. */
    private static final String COLON =
            "(?:s|[_.-]?(?:key|id|value|hash|header|text))?\\\\?[\"'`]?\\]?\\s{0,3}:\\s{0,3}";

    /** Not the method of a frame with its line: {@code Login.token:15} is no token. */
    private static final String NO_PLACE =
            "(?!(?<=(?-i:[A-Z])[\\w$]{0,60}\\.[\\w$]{0,40})[\\w$]{1,40}:\\d{1,5}(?![\\w-]|\\.\\w))";

    private static final String QUOTED = "\\\\?[\"'`](?<secret>[^\"'`\\r\\n«]{0,4095}[^\"'`\\r\\n«\\\\])\\\\?[\"'`]";

    /** An array of characters or bytes, as a list prints itself. */
    private static final String LISTED = "(?<secret>\\[[^\\]\\[\\n«]{1,4096}\\])";

    /** A value up to the next delimiter, without the bracket or full stop at its end. */
    private static final String BARE = "(?<secret>(?!\\\\)[^\\s,;&\"'`«»\\[]{0,4095}[^\\s,;&\"'`«»)\\]}>.\\[])";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)(?:" + PASSWORD + "|" + SECRET + "|" + TOKEN + "|authorization|cookie)"
                    + "(?![\\w.-]{0,30}?(?:file|path|dir|url|uri|endpoint|length|name|type|class|enabled|required"
                    + "|timeout|ttl|encoder|provider|alias|size|count|policy|algorithm|format|version)$)");

    static final List<SecretShape> ALL = all();

    private KeyedShapes() {}

    /** Each way to spell them: a star is where a separator may be. */
    private static String[] spelled(String... words) {
        return Stream.of(words)
                .flatMap(word -> word.contains("*")
                        ? Stream.of("", "_", "-", ".").map(separator -> word.replace("*", separator))
                        : Stream.of(word))
                .toArray(String[]::new);
    }

    private static List<SecretShape> all() {
        List<SecretShape> shapes = new ArrayList<>();
        keyed(shapes, "password", PASSWORD, PASSWORD_HINTS);
        keyed(shapes, "secret", SECRET, SECRET_HINTS);
        keyed(shapes, "token", TOKEN, TOKEN_HINTS);
        keyed(shapes, "personal", PERSONAL, PERSONAL_HINTS);
        shapes.add(SecretShape.around(
                        "token",
                        "(?i)[?&](?:sig|signature|x-amz-[a-z-]{1,30}|x-goog-[a-z-]{1,30}|key|code|auth|jwt|hmac|state|nonce|sas|pass|pw|pin)"
                                + "=(?<secret>[^&\\s#\"'<>«]{1,4096})",
                        "sig",
                        "x-",
                        "key=",
                        "code=",
                        "auth=",
                        "jwt=",
                        "hmac=",
                        "state=",
                        "nonce=",
                        "sas=",
                        "pass=",
                        "pw=",
                        "pin=")
                .when(Values::isValue));
        shapes.add(SecretShape.from(
                        "password",
                        "(?i)(?<![A-Za-z])(?:" + PASSWORD
                                + ")\\s{1,3}(?:is\\s|was\\s|of\\s)?\\s{0,3}[\"'`](?<secret>[^\"'`\\r\\n«]{1,256})[\"'`]",
                        PASSWORD_HINTS)
                .when(Values::isValue));
        shapes.add(SecretShape.from(
                "password",
                "(?i)(?<![A-Za-z])identified\\s{1,3}by\\s{1,3}[\"'](?<secret>[^\"'\\r\\n«]{1,256})[\"']",
                "identified"));
        shapes.add(SecretShape.around(
                        "secret",
                        "(?i)--?[a-z-]{0,24}(?:" + PASSWORD + "|" + SECRET
                                + "|token)\\s{1,3}(?<secret>[^\\s\"'«-][^\\s\"'«]{0,1024})",
                        ALL_HINTS)
                .when(Values::isValue));
        String any = "(?i)(?:" + PASSWORD + "|" + SECRET + "|" + TOKEN + "|signature|bearer|jwt)s?\\b";
        String value = "(?<![A-Za-z0-9+/_=.-])(?<secret>[A-Za-z0-9+/_-]{20,4096}+={0,2}+)(?![A-Za-z0-9.])";
        shapes.add(SecretShape.from("secret", any + "[\\s:=\"'(]{1,3}" + value, ALL_HINTS)
                .when(Values::isRandom));
        shapes.add(SecretShape.from("secret", any + "[^\\n«]{0,40}?" + value, ALL_HINTS)
                .when(Values::isRandomButNoUuid));
        return List.copyOf(shapes);
    }

    private static void keyed(List<SecretShape> shapes, String kind, String words, String... hints) {
        String key = "(?i)(?:" + words + ")" + ABOUT;
        shapes.add(SecretShape.from(kind, key + EQUALS + QUOTED, hints)
                .when(Values::isValue)
                .alsoInNames());
        shapes.add(SecretShape.from(kind, key + EQUALS + LISTED, hints));
        shapes.add(SecretShape.from(kind, key + EQUALS + BARE, hints)
                .when(Values::isValue)
                .alsoInNames());
        shapes.add(SecretShape.from(kind, key + COLON + QUOTED, hints).when(Values::isValue));
        // Parsers complain of "token: x"; what follows a password is one.
        shapes.add(SecretShape.from(kind, "(?i)" + NO_PLACE + "(?:" + words + ")" + ABOUT + COLON + BARE, hints)
                .when(kind.equals("token") ? Values::hasDigit : Values::isValue));
        shapes.add(SecretShape.around(
                        kind,
                        "(?i)<[^<>\\s]{0,60}(?:" + words
                                + ")[^<>\\s]{0,60}>\\s{0,9}(?<secret>[^<>«]{0,4095}[^<>«\\s])\\s{0,9}</",
                        hints)
                .when(Values::isValue));
    }

    /** Whether something of that name is a secret, whatever its value looks like. */
    static boolean isSecretName(String name) {
        Matcher matcher = SECRET_NAME.matcher(name);
        return matcher.find();
    }
}
