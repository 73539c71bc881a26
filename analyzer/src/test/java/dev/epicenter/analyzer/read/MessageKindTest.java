package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "basket 3 is no longer at version 17 | basket 4 is no longer at version 9",
                "no host db-1.acme:5432 | no host db-2.acme:5433",
                "user 'ann' is unknown | user 'bo b' is unknown",
                "Unexpected token \"a b\" | Unexpected token \"c\"",
                "shelf [1, 2] is empty | shelf [] is empty",
                "id=17 is gone | id=x18 is gone",
                "job 401 of batch 12 failed | job 500 of batch 13 failed"
            })
    void whomItIsSaidOfDoesNotCount(String one, String other) {
        assertThat(MessageKind.of(one)).isEqualTo(MessageKind.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "response code: 400 for URL: http://a/7 | response code: 500 for URL: http://a/7",
                "answered with status=404 | answered with status=503",
                "HTTP/1.1 404 | HTTP/1.1 503",
                "statement failed, SQLState 23505 | statement failed, SQLState 08006",
                "call failed (errno 104) | call failed (errno 111)",
                "the lock is held | the lock is gone"
            })
    void whatIsSaidCounts(String one, String other) {
        assertThat(MessageKind.of(one)).isNotEqualTo(MessageKind.of(other));
    }

    @Test
    void anApostropheOpensNothing() {
        assertThat(MessageKind.of("can't read the user's file")).isEqualTo("can't read the user's file");
    }

    @Test
    void aQuoteThatIsNeverClosedIsWordsLikeOthers() {
        assertThat(MessageKind.of("expected \" but found 7")).isEqualTo("expected \" but found #");
    }
}
