package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds TLS handshakes that failed, by reason. Page: docs/rules/tls-failed.md. */
public final class TlsFailedRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "tls-failed",
                    Topic.FAILURE,
                    "A TLS handshake failed",
                    "Finds failed TLS handshakes and tells the reasons apart, which all look like"
                            + " SSLHandshakeException: a certificate that is not trusted, has expired or names another host,"
                            + " no protocol or cipher in common, plain text on a TLS port, or a refusal by the other side.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "A certificate has expired or is not valid yet",
                    85,
                    f -> Types.isA(
                                    f,
                                    "java.security.cert.CertificateExpiredException",
                                    "java.security.cert.CertificateNotYetValidException")
                            || Family.says(
                                    f,
                                    "validity check failed",
                                    "certificate_expired",
                                    "certificate expired",
                                    "notafter:",
                                    "notbefore:"),
                    "The other side shows a certificate outside of its time of validity. It fails for every client"
                            + " from one second to the next, and often for an intermediate certificate that nobody watches.",
                    "openssl s_client -connect <host>:443 -servername <host> </dev/null | openssl x509 -noout"
                            + " -dates -issuer. Renew it, with its whole chain, and restart or reload whoever serves it;"
                            + " check the clock of this host. Then watch the days left."),
            new Family(
                    "A certificate names another host",
                    80,
                    f -> isTls(f)
                                    && Family.says(
                                            f,
                                            "no subject alternative",
                                            "no name matching",
                                            "hostname verification",
                                            "doesn't match",
                                            "does not match the")
                            || Family.says(f, "no subject alternative dns name", "no subject alternative names"),
                    "The certificate is good but for another name: the call goes to an address or alias that is not"
                            + " among its subject alternative names, or the server chose the wrong one since the client did"
                            + " not send SNI.",
                    "Call the host by a name that the certificate has, or have it reissued with this one as subject"
                            + " alternative name (the common name is not looked at). Never answer with a verifier that"
                            + " accepts all."),
            new Family(
                    "A certificate is not trusted",
                    82,
                    f -> Types.isA(
                                    f,
                                    "sun.security.provider.certpath.SunCertPathBuilderException",
                                    "java.security.cert.CertPathBuilderException")
                            || Family.says(
                                    f,
                                    "unable to find valid certification path",
                                    "pkix path building failed",
                                    "pkix path validation failed",
                                    "path does not chain",
                                    "unknown_ca",
                                    "trustanchors parameter must be non-empty"),
                    "No path leads from the certificate to a root that this JVM trusts: a private or new CA is"
                            + " missing in its trust store, or the server does not send its intermediate certificates"
                            + " (browsers then fetch them, Java does not).",
                    "openssl s_client -connect <host>:443 -showcerts shows what is sent: add missing intermediates"
                            + " at the server, or import the CA (not the server's certificate) into the trust store that this"
                            + " JVM uses: keytool -importcert -cacerts, or -Djavax.net.ssl.trustStore=…. After a change of"
                            + " the base image compare its cacerts."),
            new Family(
                    "No TLS protocol or cipher in common",
                    78,
                    f -> isTls(f)
                            && Family.says(
                                    f,
                                    "no appropriate protocol",
                                    "no cipher suites in common",
                                    "protocol_version",
                                    "not accepted by server preferences",
                                    "handshake_failure",
                                    "insufficient_security",
                                    "no negotiable",
                                    "not enabled or supported"),
                    "Client and server have no protocol version or cipher suite that both allow. JDK updates switch"
                            + " old ones off (jdk.tls.disabledAlgorithms in java.security), so that this comes with an"
                            + " upgrade of the JDK on either side.",
                    "Bring the older side to TLS 1.2 or 1.3. See what each offers with"
                            + " -Djavax.net.debug=ssl:handshake, or nmap --script ssl-enum-ciphers -p <port> <host>. Allow an"
                            + " old algorithm again only for the time of the change, in a security properties file of your"
                            + " own."),
            new Family(
                    "Plain text came where TLS was expected",
                    78,
                    f -> Family.says(
                            f,
                            "plaintext connection",
                            "unrecognized ssl message",
                            "unsupported or unrecognized ssl",
                            "not an ssl/tls record"),
                    "The other side does not speak TLS on this port: a wrong port or scheme (https to an http"
                            + " port), a proxy that answers in plain text, or a health check that is not TLS.",
                    "Compare port and scheme with what the callee serves; curl -v http://<host>:<port>/ tells what"
                            + " speaks there."),
            new Family(
                    "The other side refused the handshake",
                    76,
                    f -> isTls(f)
                            && Family.says(
                                    f,
                                    "received fatal alert",
                                    "bad_certificate",
                                    "certificate_required",
                                    "certificate_unknown",
                                    "remote host terminated the handshake",
                                    "closed during handshake",
                                    "connection closed by peer during"),
                    "The other side ended the handshake: the alert's name is all it tells. certificate_unknown and"
                            + " bad_certificate: it does not accept the certificate shown by this side; certificate_required:"
                            + " it wants a client certificate; an end without an alert is often a proxy or a port that speaks"
                            + " something else.",
                    "Look at the other side's log at that second. For mutual TLS check that the key store with the"
                            + " client certificate is set and that its issuer is trusted over there;"
                            + " -Djavax.net.debug=ssl:handshake shows what was asked for and sent."),
            new Family(
                    "A TLS handshake failed",
                    74,
                    f -> Types.isA(
                            f, "javax.net.ssl.SSLHandshakeException", "javax.net.ssl.SSLPeerUnverifiedException"),
                    "Client and server did not agree; the message is all that the recording tells.",
                    "Run once with -Djavax.net.debug=ssl:handshake and compare what both sides offer; openssl"
                            + " s_client -connect <host>:<port> -servername <host> shows the server's side."));

    private static boolean isTls(Failure failure) {
        return Types.isA(failure, "javax.net.ssl.SSLException", "java.security.cert.CertificateException");
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}
