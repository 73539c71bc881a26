package com.acme.tariff;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Pricing rules, each set loaded by a loader of its own so that it can be replaced. Old sets are kept for the audit. */
final class RuleSets {
    /** Rules of a set. */
    private static final int RULES = 150;

    private final List<List<IntUnaryOperator>> sets = new ArrayList<>();
    private volatile long loadedNanos = System.nanoTime();

    void reload() {
        List<IntUnaryOperator> set = new ArrayList<>();
        for (int rule = 0; rule < RULES; rule++) {
            set.add(load(rule));
        }
        sets.add(set);
        loadedNanos = System.nanoTime();
    }

    int price(int pieces) {
        if (System.nanoTime() - loadedNanos > 1_500_000_000L) {
            throw new IllegalStateException("Pricing rules are too old");
        }
        return pieces * 100;
    }

    private static IntUnaryOperator load(int rule) {
        ClassLoader loader = new RuleLoader(RuleSets.class.getClassLoader());
        return (IntUnaryOperator) Proxy.newProxyInstance(
                loader, new Class<?>[] {IntUnaryOperator.class, Runnable.class}, (self, method, args) -> rule);
    }

    /** One for each rule. */
    private static final class RuleLoader extends ClassLoader {
        RuleLoader(ClassLoader parent) {
            super(parent);
        }
    }
}
