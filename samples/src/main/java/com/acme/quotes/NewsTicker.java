package com.acme.quotes;

import java.net.SocketTimeoutException;

/** Headlines next to the quote; left out when the agency is slow. */
final class NewsTicker {
    String headline(String isin) {
        try {
            return fetch(isin);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static String fetch(String isin) throws SocketTimeoutException {
        if (isin.hashCode() % 3 == 0) {
            throw new SocketTimeoutException("Read timed out");
        }
        return isin + " unchanged";
    }
}
