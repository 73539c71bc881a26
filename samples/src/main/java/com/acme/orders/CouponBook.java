package com.acme.orders;

import java.util.Map;
import java.util.NoSuchElementException;

/** Coupons that are valid this month. */
final class CouponBook {
    private final Map<String, Integer> percentByCode = Map.of("SUMMER", 10, "VIP", 15);

    int percent(String code) {
        Integer percent = percentByCode.get(code);
        if (percent == null) {
            throw new NoSuchElementException("no coupon " + code);
        }
        return percent;
    }
}
