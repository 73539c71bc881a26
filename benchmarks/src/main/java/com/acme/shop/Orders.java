package com.acme.shop;

import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.List;

/** Taking orders. Every method is a frame for a call path and nothing more. */
public final class Orders {
    /** All of them, to build paths from. */
    public static final List<Step> STEPS = List.of(
            Orders::place,
            Orders::validate,
            Orders::price,
            Orders::reserve,
            Orders::confirm,
            Orders::ship,
            Orders::invoice,
            Orders::archive);

    private Orders() {}

    private static void place(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void validate(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void price(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void reserve(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void confirm(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void ship(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void invoice(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void archive(Invocation invocation) throws Exception {
        invocation.proceed();
    }
}
