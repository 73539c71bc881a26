package com.acme.shop;

import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.List;

/** Knowing who buys. Every method is a frame for a call path and nothing more. */
public final class Customers {
    /** All of them, to build paths from. */
    public static final List<Step> STEPS = List.of(
            Customers::load,
            Customers::authenticate,
            Customers::score,
            Customers::greet,
            Customers::resolveAddress,
            Customers::merge);

    private Customers() {}

    private static void load(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void authenticate(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void score(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void greet(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void resolveAddress(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void merge(Invocation invocation) throws Exception {
        invocation.proceed();
    }
}
