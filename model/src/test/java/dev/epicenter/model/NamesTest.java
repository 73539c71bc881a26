package dev.epicenter.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "libzip.so",
                "libssl.so.3",
                "Foo.DLL",
                "/opt/a.b/libx.dylib",
                "libj.jnilib",
                "[vdso]",
                "?",
                "LIBC.SO.6"
            })
    void namesNativeCode(String name) {
        assertThat(Names.isNative(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Orders",
                "com.acme.so$1",
                "com.acme.DllLoader",
                "Orders",
                "",
                "a.source.B",
                "com.acme.sso"
            })
    void namesNoNativeCode(String name) {
        assertThat(Names.isNative(name)).isFalse();
    }
}
