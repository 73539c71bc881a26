package org.shop.payment;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;

/** A session with the gateway. Checks a certificate once and remembers the outcome. */
final class TlsSession {
    private static final String TODAY = "2026-03-02";

    private Certificate certificate = new Certificate("gateway.example", "2026-06-30");
    private boolean checked;
    private CertificateException outcome;

    synchronized void rotate(Certificate next) {
        certificate = next;
        checked = false;
    }

    synchronized void open() throws CertificateException {
        if (!checked) {
            checked = true;
            handshake();
        }
        if (outcome != null) {
            throw outcome;
        }
    }

    private void handshake() {
        try {
            checkValidity();
        } catch (CertificateException e) {
            outcome = e;
        }
    }

    private void checkValidity() throws CertificateException {
        if (certificate.notAfter().compareTo(TODAY) < 0) {
            throw new CertificateExpiredException("NotAfter: " + certificate.notAfter());
        }
    }
}
