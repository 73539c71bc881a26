package com.acme.shop;

import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.List;

/** Taking money. Every method is a frame for a call path and nothing more. */
public final class Payments {
    /** All of them, to build paths from. */
    public static final List<Step> STEPS = List.of(
            Payments::authorize,
            Payments::capture,
            Payments::refund,
            Payments::convertCurrency,
            Payments::checkFraud,
            Payments::notifyBank,
            Payments::reconcile);

    private Payments() {}

    private static void authorize(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void capture(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void refund(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void convertCurrency(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void checkFraud(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void notifyBank(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void reconcile(Invocation invocation) throws Exception {
        invocation.proceed();
    }
}
