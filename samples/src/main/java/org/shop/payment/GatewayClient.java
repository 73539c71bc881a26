package org.shop.payment;

import java.security.cert.CertificateException;

/** Talks to the payment gateway. */
final class GatewayClient {
    private final TlsSession session;

    GatewayClient(TlsSession session) {
        this.session = session;
    }

    String charge(String order, long cents) throws GatewayException {
        try {
            session.open();
            return "receipt for " + order + " over " + cents;
        } catch (CertificateException e) {
            throw new GatewayException("gateway did not answer", e);
        }
    }
}
