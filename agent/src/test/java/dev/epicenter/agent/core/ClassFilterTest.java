package dev.epicenter.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFilterTest {
    private static final ClassLoader APPLICATION = new ClassLoader(null) {};

    @Test
    void watchesAllOfAnApplicationUnlessAsked() {
        ClassFilter filter = new ClassFilter(List.of(), List.of());
        assertThat(filter.isWatched(APPLICATION, "com/acme/Orders")).isTrue();
        assertThat(filter.isWatched(APPLICATION, "dev/epicenter/agent/Agent")).isFalse();
        assertThat(filter.isWatched(APPLICATION, "io/opentelemetry/javaagent/Any"))
                .isFalse();
        assertThat(filter.isWatched(null, "com/acme/Orders")).isFalse();
        assertThat(filter.isWatched(ClassLoader.getPlatformClassLoader(), "java/sql/Driver"))
                .isFalse();
        assertThat(filter.isWatched(ClassFilter.class.getClassLoader(), "com/acme/Orders"))
                .isFalse();
    }

    @Test
    void goesByPackagesAndExcludesFromWhatIsIncluded() {
        ClassFilter filter = new ClassFilter(List.of("com/acme", "org/shop"), List.of("org/shop/gen"));
        assertThat(filter.isWatched(APPLICATION, "com/acme/Orders")).isTrue();
        assertThat(filter.isWatched(APPLICATION, "org/shop/Cart")).isTrue();
        assertThat(filter.isWatched(APPLICATION, "org/shop/gen/Cart")).isFalse();
        assertThat(filter.isWatched(APPLICATION, "net/other/Cart")).isFalse();
        assertThat(filter.isWatched(APPLICATION, "com/acmeother/Cart")).isFalse();
        assertThat(filter.isWatched(APPLICATION, "com/acme$Inner")).isTrue();
    }
}
