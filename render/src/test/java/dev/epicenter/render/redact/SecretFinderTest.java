package dev.epicenter.render.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFinderTest {
    /** All secrets here are made up, or come from the documents that {@link SecretShape} names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // key=value, properties, command lines
                "login failed, password=hunter2, user=bob|login failed, password=«password-1», user=bob",
                "-Djavax.net.ssl.keyStorePassword=changeit -Xmx1g|-Djavax.net.ssl.keyStorePassword=«password-1» -Xmx1g",
                "spring.datasource.password: s3cr3t!|spring.datasource.password: «password-1»",
                "User(name=bob, pwd=abc)|User(name=bob, pwd=«password-1»)",
                "AccountKey=Zm9vYmFy/+==;EndpointSuffix=x|AccountKey=«secret-1»;EndpointSuffix=x",
                "client_secret=abc123&grant_type=code|client_secret=«secret-1»&grant_type=code",
                "run --api-key abc123 --verbose|run --api-key «secret-1» --verbose",
                "wrong password 'open sesame' for bob|wrong password '«password-1»' for bob",
                "password is \"p,w\"|password is \"«password-1»\"",
                "JSESSIONID=5C0AE9F1; path=/|JSESSIONID=«token-1»; path=/",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|aws_secret_access_key = «secret-1»",
                // JSON
                "{\"passwd\": \"a b\", \"n\":1}|{\"passwd\": \"«password-1»\", \"n\":1}",
                "{\"access_token\":\"xyz\"}|{\"access_token\":\"«token-1»\"}",
                // HTTP
                "Authorization: Bearer mF_9.B5f-4.1JqM|Authorization: Bearer «token-1»",
                "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==|Authorization: Basic «token-1»",
                "sent Bearer mF_9.B5f-4.1JqM to x|sent Bearer «token-1» to x",
                "got Basic dXNlcjpwYXNz from x|got Basic «token-1» from x",
                "GET https://h/p?sig=aB%2F3&x=1|GET https://h/p?sig=«token-1»&x=1",
                "https://h/cb?code=4/P7q7W91&state=xyzzy|https://h/cb?code=«token-1»&state=«token-2»",
                "connect to postgres://app:p@ss@db:5432/x|connect to postgres://«userinfo-1»@db:5432/x",
                "jdbc:oracle:thin:scott/tiger@//db:1521/x|jdbc:oracle:thin:«userinfo-1»@//db:1521/x",
                "jdbc:mysql://db/x?user=a&password=b1|jdbc:mysql://db/x?user=a&password=«password-1»",
                // tokens by their own shape
                "bad eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r|bad «token-1»",
                "key AKIAIOSFODNN7EXAMPLE denied|key «aws-key-1» denied",
                "ghp_0123456789abcdefghijABCDEFGHIJ456789 is bad|«token-1» is bad",
                "token 9f86d081884c7d659a2feaa0c55ad015 rejected|token «secret-1» rejected",
                // personal data
                "no account for bob.smith+x@mail.example.org!|no account for «email-1»!",
                "card 4111 1111 1111 1111 declined|card «card-1» declined",
                "card 378282246310005 declined|card «card-1» declined",
            })
    void hides(String text, String expected) {
        assertThat(new SecretFinder().hide(text)).isEqualTo(expected);
    }

    @Test
    void hidesPrivateKeysAcrossLinesAndCutOnes() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----";
        assertThat(new SecretFinder().hide("bad key " + key + " in x")).isEqualTo("bad key «private-key-1» in x");
        assertThat(new SecretFinder().hide("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg"))
                .isEqualTo("«private-key-1»");
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
            })
    void leavesAlone(String text) {
        assertThat(new SecretFinder().hide(text)).isEqualTo(text);
    }

    @Test
    void givesTheSameSecretTheSamePlaceholder() {
        SecretFinder finder = new SecretFinder();
        assertThat(finder.hide("mail a@x.org and b@x.org and a@x.org"))
                .isEqualTo("mail «email-1» and «email-2» and «email-1»");
        assertThat(finder.hide("again b@x.org")).isEqualTo("again «email-2»");
        assertThat(finder.hidden()).containsEntry("email", 2);
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
            "sk-"
        };
        for (String text : bait) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> new SecretFinder().hide(text.repeat(1_000_000 / text.length())),
                    text);
        }
    }

    @Test
    void neverShowsWhatItDidNotSearch() {
        String text = "x ".repeat(SecretFinder.MAX_TEXT) + "password=hunter2";
        assertThat(new SecretFinder().hide(text))
                .doesNotContain("hunter2")
                .hasSizeLessThan(SecretFinder.MAX_TEXT + 100);
    }
}
