package com.acme.shop;

import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.List;

/** The filters around every service, written as lambdas: frames such as {@code lambda$static$3}. */
public final class Filters {
    /** All of them, to build paths from. */
    public static final List<Step> STEPS = List.of(
            invocation -> invocation.proceed(),
            invocation -> timed(invocation),
            invocation -> traced("request", invocation),
            invocation -> traced("tenant", invocation),
            invocation -> timed(invocation),
            invocation -> invocation.proceed(),
            invocation -> traced("locale", invocation),
            invocation -> invocation.proceed());

    private Filters() {}

    private static void timed(Invocation invocation) throws Exception {
        long start = System.nanoTime();
        invocation.proceed();
        if (System.nanoTime() < start) {
            throw new IllegalStateException("time runs backwards");
        }
    }

    private static void traced(String scope, Invocation invocation) throws Exception {
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("a scope needs a name");
        }
        invocation.proceed();
    }
}
