package dev.epicenter.render.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFinderTest {
    private final SecretFinder finder = new SecretFinder(List.of());

    /** All secrets here are made up, or come from the documents that the shapes name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // key=value, properties, command lines, maps, lists
                "login failed, password=hunter2, user=bob|login failed, password=«password-1», user=bob",
                "-Djavax.net.ssl.keyStorePassword=changeit -Xmx1g|-Djavax.net.ssl.keyStorePassword=«password-1» -Xmx1g",
                "spring.datasource.password: s3cr3t!|spring.datasource.password: «password-1»",
                "User(name=bob, pwd=abc)|User(name=bob, pwd=«password-1»)",
                "{password=hunter2, user=bob}|{password=«password-1», user=bob}",
                "password=[h, u, n, t, e, r, 2] for bob|password=«password-1» for bob",
                "AccountKey=Zm9vYmFy/+==;EndpointSuffix=x|AccountKey=«secret-1»;EndpointSuffix=x",
                "client_secret=abc123&grant_type=code|client_secret=«secret-1»&grant_type=code",
                "run --api-key abc123 --verbose|run --api-key «secret-1» --verbose",
                "wrong password 'open sesame' for bob|wrong password '«password-1»' for bob",
                "password is \"p,w\"|password is \"«password-1»\"",
                "CREATE USER bob IDENTIFIED BY 'tiger'|CREATE USER bob IDENTIFIED BY '«password-1»'",
                "JSESSIONID=5C0AE9F1; path=/|JSESSIONID=«token-1»; path=/",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|aws_secret_access_key = «secret-1»",
                "DB_PASSWORD=x1 SPRING_CLOUD_CONFIG_TOKEN=x2|DB_PASSWORD=«password-1» SPRING_CLOUD_CONFIG_TOKEN=«token-1»",
                "ssn=078-05-1120, cvv: 737|ssn=«personal-1», cvv: «personal-2»",
                // JSON, JSON in JSON, XML, YAML
                "{\"passwd\": \"a b\", \"n\":1}|{\"passwd\": \"«password-1»\", \"n\":1}",
                "{\"access_token\":\"xyz\"}|{\"access_token\":\"«token-1»\"}",
                "body was \"{\\\"password\\\":\\\"a b\\\"}\"|body was \"{\\\"password\\\":\\\"«password-1»\\\"}\"",
                "<user><password>hunter2</password></user>|<user><password>«password-1»</password></user>",
                "<ns:apiKey xmlns=x>|<ns:apiKey xmlns=x>",
                // HTTP
                "Authorization: Bearer mF_9.B5f-4.1JqM|Authorization: Bearer «token-1»",
                "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==|Authorization: Basic «token-1»",
                "{Authorization=[Bearer mF_9.B5f-4.1JqM], Host=[x]}|{Authorization=[Bearer «token-1»], Host=[x]}",
                "Proxy-Authorization: Negotiate YIIJvwYGKwYB|Proxy-Authorization: Negotiate «token-1»",
                "X-Auth-Token: abcdefgh|X-Auth-Token: «token-1»",
                "x-amz-security-token=FwoGZXIvYXdzEBYaD, a|x-amz-security-token=«token-1», a",
                "Cookie: SESSION=abc; theme=dark|Cookie: «cookie-1»",
                "Set-Cookie: id=a3fWa; Max-Age=2592000; Secure, next|Set-Cookie: «cookie-1», next",
                "sent Bearer mF_9.B5f-4.1JqM to x|sent Bearer «token-1» to x",
                "got Basic dXNlcjpwYXNz from x|got Basic «token-1» from x",
                "GET https://h/p?sig=aB%2F3&x=1|GET https://h/p?sig=«token-1»&x=1",
                "https://h/cb?code=4/P7q7W91&state=xyzzy|https://h/cb?code=«token-1»&state=«token-2»",
                // connection strings
                "connect to postgres://app:p@ss@db:5432/x|connect to postgres://«userinfo-1»@db:5432/x",
                "mongodb+srv://u:p@c0.mongodb.net/?w=1|mongodb+srv://«userinfo-1»@c0.mongodb.net/?w=1",
                "amqp://guest:guest@mq:5672/%2f failed|amqp://«userinfo-1»@mq:5672/%2f failed",
                "redis://:p4ss@cache:6379/0|redis://«userinfo-1»@cache:6379/0",
                "jdbc:oracle:thin:scott/tiger@//db:1521/x|jdbc:oracle:thin:«userinfo-1»@//db:1521/x",
                "jdbc:mysql://db/x?user=a&password=b1|jdbc:mysql://db/x?user=a&password=«password-1»",
                "jdbc:mysql://address=(host=h)(user=u)(password=b c)/x|jdbc:mysql://address=(host=h)(user=u)(password=«password-1»)/x",
                "jdbc:mysql://address=(host=h)(user=u)(password=b1)/x|jdbc:mysql://address=(host=h)(user=u)(password=«password-1»)/x",
                "jdbc:sqlserver://h:1433;user=sa;password=P1!;encrypt=true|jdbc:sqlserver://h:1433;user=sa;password=«password-1»;encrypt=true",
                "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=aGVsbG8=|Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=«secret-1»",
                // tokens by their own shape
                "bad eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r|bad «token-1»",
                "key AKIAIOSFODNN7EXAMPLE denied|key «aws-key-1» denied",
                "ghp_0123456789abcdefghijABCDEFGHIJ456789 is bad|«token-1» is bad",
                "token 9f86d081884c7d659a2feaa0c55ad015 rejected|token «secret-1» rejected",
                "invalid token \"550e8400-e29b-41d4-a716-446655440000\"|invalid token \"«secret-1»\"",
                // personal data
                "no account for bob.smith+x@mail.example.org!|no account for «email-1»!",
                "card 4111 1111 1111 1111 declined|card «card-1» declined",
                "card 378282246310005 declined|card «card-1» declined",
                "IBAN GB82 WEST 1234 5698 7654 32 unknown|IBAN «iban-1» unknown",
                "from DE89370400440532013000.|from «iban-1».",
                "call +49 30 901820 now|call «phone-1» now",
                "call +1 (555) 010-9999 now|call «phone-1» now",
                "{\"phone\":\"5550109999\"}|{\"phone\":\"«phone-1»\"}",
            })
    void hides(String text, String expected) {
        assertThat(finder.hide(text)).isEqualTo(expected);
    }

    /** One of each, made up; in every surrounding in which a program may print it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_0123456789abcdefghijABCDEFGHIJ456789",
                "ghs_0123456789abcdefghijABCDEFGHIJ456789",
                "github_pat_11ABCDEFG0abcdefghijkl_0123456789abcdefghij",
                "glpat-0123456789abcdefghij",
                "glrt-0123456789abcdefghij",
                "xoxb-0123456789-0123456789-abcdefghijklmnop",
                "xapp-1-A0123456789-0123456789-abcdef0123456789",
                "hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
                "123456789:AAabcdefghijklmnopqrstuvwxyz0123456",
                "AIza0123456789abcdefghijklmnopqrstuvwxy",
                "GOCSPX-0123456789abcdefghijklmnop",
                "ya29.a0123456789abcdefghij",
                "abc8Q~0123456789abcdefghijklmnopqrstuvw",
                "0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEF==",
                "LTAI0123456789abcdefghij",
                "dop_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "dapi0123456789abcdef0123456789abcdef",
                "sk_live_0123456789abcdefghijklmn",
                "rk_test_0123456789abcdefghijklmn",
                "whsec_0123456789abcdefghijklmnopqr",
                "shpat_0123456789abcdef0123456789abcdef",
                "npm_0123456789abcdefghijABCDEFGHIJ456789",
                "pypi-AgEIcHlwaS5vcmcCJDAxMjM0NTY3LTg5YWItY2RlZi0wMTIzLTQ1Njc4OWFiY2RlZg",
                "rubygems_0123456789abcdef0123456789abcdef0123456789abcdef",
                "dckr_pat_0123456789abcdefghijklmnopq",
                "SG.0123456789abcdefghijkl.0123456789abcdefghijklmnopqrstuvwxyz0123456",
                "key-0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef-us12",
                "SK0123456789abcdef0123456789abcdef",
                "hvs.0123456789abcdefghijklmn",
                "abcdefghijklmn.atlasv1.0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ",
                "dp.pt.0123456789abcdefghijABCDEFGHIJ0123456789abc",
                "glsa_0123456789abcdefghijABCDEFGHIJ01_0123abcd",
                "NRAK-0123456789ABCDEFGHIJKLMNOPQ",
                "sntrys_0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ012345",
                "lin_api_0123456789abcdefghijABCDEFGHIJ0123456789",
                "sk-proj-0123456789abcdefghijklmnop",
                "sk-ant-api03-0123456789abcdefghij",
                "hf_abcdefghijklmnopqrstuvwxyzabcdefgh",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r",
                "bob.smith+x@mail.example.org",
                "https://bob:hunter2@example.org/x",
            })
    void hidesWhatTellsByItselfWhatItIs(String secret) {
        for (String around : List.of(
                "%s", "x %s y", "\"%s\"", "[%s]", "(%s),", "a='%s';", "u?x=%s&y", "<a>%s</a>", "%s.", "\n%s\n")) {
            String text = String.format(around, secret);
            assertThat(finder.hide(text)).as(text).contains("«").doesNotContain(secret);
        }
        assertThat(finder.hideInName("com.acme." + secret)).doesNotContain(secret.substring(secret.length() / 2));
    }

    @Test
    void hidesPrivateKeysAcrossLinesAndCutOnes() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----";
        assertThat(finder.hide("bad key " + key + " in x")).isEqualTo("bad key «private-key-1» in x");
        assertThat(finder.hide("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg")).isEqualTo("«private-key-2»");
    }

    @Test
    void hidesTheValueOfWhatIsNamedASecret() {
        assertThat(finder.hideValue("javax.net.ssl.keyStorePassword", "changeit"))
                .isEqualTo("«secret-1»");
        assertThat(finder.hideValue("DB_PASSWORD", "two words")).isEqualTo("«secret-2»");
        assertThat(finder.hideValue("db.url", "jdbc:x://a:b@c")).isEqualTo("jdbc:x://«userinfo-1»@c");
        assertThat(finder.hideValue("javax.net.ssl.trustStore", "/etc/cacerts")).isEqualTo("/etc/cacerts");
        assertThat(finder.hideValue("password.file", "/run/secrets/db")).isEqualTo("/run/secrets/db");
        assertThat(finder.hideValue("api.token", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.InvalidTokenException: no such order",
                "java.util.concurrent.ExecutionException: com.acme.PasswordException: too short",
                "Unrecognized token 'foo': was expecting ('true', 'false' or 'null')",
                "Unexpected token: END_OBJECT",
                "password must not be empty",
                "Access denied for user 'x' (using password: YES)",
                "Cannot invoke \"com.acme.Account.getPassword()\" because \"this.account\" is null",
                "Basic authentication failed",
                "com.acme.Order@5f2a8c1d not found",
                "order 4711 at 1731927600000 ns 123456789012345678",
                "card 4111 1111 1111 1112 declined",
                "password=${env.DB_PASSWORD}",
                "password=****",
                "hotplug=on",
                "https://example.org/a@b?x=1",
                "com.acme.security.TokenFilter.doFilter:42",
                "-XX:+UseG1GC -Xmx512m -Dserver.port=8080",
                // about a secret, not one
                "password.file=/run/secrets/db",
                "tokenEndpoint=https://idp/token",
                "secretName=orders-db",
                "token_type=Bearer",
                "passwordEncoder: BCryptPasswordEncoder",
                "credentialsProvider=DefaultCredentialsProvider",
                // which one it was
                "request 550e8400-e29b-41d4-a716-446655440000 had an invalid token",
                "token rejected, correlation id 550e8400-e29b-41d4-a716-446655440000",
                "traceparent 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "fingerprint v1:e548b2bced3b87a2",
                "commit 3f8ea4992e1d0c6b7a5f4e3d2c1b0a9f8e7d6c5b",
                "orders-5f9c7d6b8-x2v4q on ip-10-0-3-17.ec2.internal (10.0.3.17)",
                "thread http-nio-8080-exec-7 has no token",
                // stack frames and what compilers write
                "at com.acme.token.Sha256AuthenticationProvider2.verify(Sha256AuthenticationProvider2.java:42)",
                "SecureMain.token:15",
                "thrown in com.acme.Login.checkPassword:42, by com.acme.Api$Inner.refreshToken:7.",
                "com.acme.TokenService$$Lambda$90+0x00007f88b000e440.1973755389.call",
                "jdk.internal.reflect.GeneratedMethodAccessor4111",
                "com.acme.SecretKeyFactory$$EnhancerBySpringCGLIB$$1a2b3c4d.<init>",
                // numbers that are none
                "+1500000000 ns",
                "+02:00",
                "+0x1234",
                "libjvm.so+0xabc123",
                "2026-11-14T10:03:02.104+0100",
                "AB12 3456 7890 is no account",
                "heap 536870912 of 1073741824 bytes",
                "x-request-id: 42",
                "x-forwarded-for: 10.0.0.1",
                "cookie not found",
                "Cookie: none",
            })
    void leavesAlone(String text) {
        assertThat(finder.hide(text)).isEqualTo(text);
    }

    @Test
    void leavesNamesOfCodeAlone() {
        for (String name : List.of(
                "com.acme.security.TokenFilter",
                "lambda$password$0",
                "jdk.JavaExceptionThrow",
                "(Ljava/lang/String;)Lcom/acme/Password;",
                "v1:e548b2bced3b87a2",
                "com.acme.Proxy4111111111111111")) {
            assertThat(finder.hideInName(name)).isEqualTo(name);
        }
    }

    @Test
    void givesTheSameSecretTheSamePlaceholder() {
        assertThat(finder.hide("mail a@x.org and b@x.org and a@x.org"))
                .isEqualTo("mail «email-1» and «email-2» and «email-1»");
        assertThat(finder.hide("again b@x.org")).isEqualTo("again «email-2»");
        assertThat(finder.hidden()).containsEntry("email", 2);
    }

    @Test
    void hidesWhatUsersWantHidden() {
        SecretFinder theirs = new SecretFinder(
                List.of(UserPattern.of("ACME-[0-9]{4}"), UserPattern.of("(?i)customer (\\w+)"), UserPattern.of("x*")));
        assertThat(theirs.hide("ACME-1234 of Customer Miller, ACME-1234"))
                .isEqualTo("«hidden-1» of Customer «hidden-2», «hidden-1»");
        assertThat(theirs.hideInName("com.acme.ACME-1234")).isEqualTo("com.acme.«hidden-1»");
    }

    @Test
    void saysWhatIsWrongWithAPattern() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> UserPattern.of("a(b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a(b'")
                .hasMessageContaining("missing closing");
    }

    @Test
    void takesTimeInProportionToTheText() {
        String[] bait = {
            "a",
            "eyJ-",
            "password",
            "pwd=",
            "://",
            "a.",
            "a@",
            "-----BEGIN PRIVATE KEY-----",
            "4 ",
            "token ",
            "Bearer ",
            "\"",
            "--api-key",
            "@a.",
            "key ",
            "sk-",
            "Cookie: a=b;",
            "<password>",
            "password=[",
            "GB82 ",
            "+49 ",
            "tel ",
            "x-token",
            "authorization: ",
            "(password=",
            "secret "
        };
        for (String text : bait) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> finder.hide(text.repeat(SecretFinder.MAX_TEXT / text.length())),
                    text);
        }
    }

    @Test
    void neverShowsWhatItDidNotSearch() {
        String text = "x ".repeat(SecretFinder.MAX_TEXT) + "password=hunter2";
        assertThat(finder.hide(text)).doesNotContain("hunter2").hasSizeLessThan(SecretFinder.MAX_TEXT + 100);
    }
}
