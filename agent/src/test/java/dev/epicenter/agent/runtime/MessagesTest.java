package dev.epicenter.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {
    @Test
    void areWrittenInFullUpToALimit() {
        assertThat(Messages.FULL.written("secret 42")).isEqualTo("secret 42");
        assertThat(Messages.STORED.written("secret 42")).isEqualTo("secret 42");
        assertThat(Messages.FULL.written("x".repeat(5000))).hasSize(1024);
        assertThat(Messages.FULL.written(null)).isNull();
    }

    @Test
    void areHashedSoThatEqualOnesCanBeTold() {
        // printf 'secret 42' | sha256sum | cut -c1-16
        assertThat(Messages.HASH.written("secret 42")).isEqualTo("#29d75d310902cecc");
        assertThat(Messages.HASH.written("secret 43")).isNotEqualTo(Messages.HASH.written("secret 42"));
    }

    @Test
    void areLeftOut() {
        assertThat(Messages.NONE.written("secret 42")).isNull();
    }

    @Test
    void theApplicationIsAskedForThemOnlyWhereItIsAllowed() {
        assertThat(Messages.FULL.asks()).isTrue();
        assertThat(Messages.HASH.asks()).isTrue();
        assertThat(Messages.STORED.asks()).isFalse();
        assertThat(Messages.NONE.asks()).isFalse();
    }
}
