package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.StackTrace;
import org.junit.jupiter.api.Test;

class JdkHandlersTest {
    /** As a TLS handshake records it. */
    private static final StackTrace KEY_USAGE = Scene.stack(
            "",
            "sun.security.x509.X509CertImpl.get(Ljava/lang/String;)Ljava/lang/Object;:654",
            "sun.security.x509.X509CertImpl.getKeyUsage()[Z:1427",
            "sun.security.ssl.X509KeyManagerImpl$CheckType.check()V:575",
            "com.acme.Inbox.visit:48");

    @Test
    void knowsWhatTheJdkSwallowsByTheCallThatItCameFrom() {
        assertThat(JdkHandlers.receive("java.security.cert.CertificateParsingException", KEY_USAGE))
                .isTrue();
    }

    @Test
    void errorsAndWhatTellsThreadsToEndMatterWhoeverCatchesThem() {
        assertThat(JdkHandlers.receive("java.lang.OutOfMemoryError", KEY_USAGE)).isFalse();
        assertThat(JdkHandlers.receive("java.lang.InterruptedException", KEY_USAGE))
                .isFalse();
    }

    @Test
    void whatIsThrownOnByTheFirstBlockThatCatchesItIsToldOn() {
        // engineLoad hands IOException on, and what it swallows are others.
        StackTrace load = Scene.stack(
                "",
                "sun.security.pkcs12.PKCS12KeyStore.engineLoad(Ljava/io/InputStream;[C)V:1999",
                "java.security.KeyStore.load(Ljava/io/InputStream;[C)V:1472",
                "com.acme.Inbox.open:12");

        assertThat(JdkHandlers.receive("java.io.IOException", load)).isFalse();
    }

    @Test
    void aBlockBehindTheApplicationsCodeIsNotAsked() {
        StackTrace task = Scene.stack(
                "",
                "com.acme.Job.run:9",
                "sun.security.x509.X509CertImpl.get(Ljava/lang/String;)Ljava/lang/Object;:654",
                "sun.security.x509.X509CertImpl.getKeyUsage()[Z:1427");

        assertThat(JdkHandlers.receive("java.security.cert.CertificateParsingException", task))
                .isFalse();
    }

    @Test
    void whatAMethodMakesAndHandsOnIsNotSwallowedByThoseWhoCalledIt() {
        StackTrace timer = Scene.stack(
                "",
                "jdk.internal.net.http.ResponseTimerEvent.handle()V:63",
                "jdk.internal.net.http.HttpClientImpl.purgeTimeoutsAndReturnNextDeadline()J:1275",
                "jdk.internal.net.http.HttpClientImpl$SelectorManager.run()V:904");

        assertThat(JdkHandlers.receive("java.net.http.HttpTimeoutException", timer))
                .isFalse();
    }
}
