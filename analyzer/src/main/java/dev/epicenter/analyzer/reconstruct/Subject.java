package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Frame;
import dev.epicenter.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure found missing or in the wrong state.
 *
 * @param types  classes it belongs to, the most probable first; empty for a local variable
 * @param member field or method, empty when not told
 * @param local  whether it may be a local variable or parameter; for certain when there are no types
 * @param what   in words, such as {@code field routes}
 * @param weight how much it tells that a failure passed through the class, in 0..1
 */
record Subject(List<String> types, String member, boolean local, String what, double weight) {
    /**
     * JEP 358: {@code because "this.routes" is null}, {@code because the return value of "com.acme.A.find(int)" is null}. Stock
     * JFR stores no message for these (it is computed when asked for), logs and the agent do.
     */
    private static final Pattern EXPRESSION = Pattern.compile("because \"([^\"]{1,300})\" is null");

    private static final Pattern RETURN_VALUE =
            Pattern.compile("because the return value of \"([^\"(]{1,300})\\.([\\w$<>]+)\\([^\"]{0,600}\" is null");

    private static final List<String> OUTSIDE =
            List.of("java.io.", "java.nio.", "java.net.", "javax.net.", "sun.nio.", "sun.net.", "sun.security.");

    static Optional<Subject> of(Failure failure, InApp inApp) {
        if (failure.isCondition() || failure.stack().frames().isEmpty()) {
            return Optional.empty();
        }
        if (failure.type().equals("java.lang.NullPointerException")) {
            return ofNull(failure, inApp);
        }
        boolean worded = Wording.unusable(failure) || Wording.exhausted(failure);
        return worded || !fromOutside(failure)
                ? Optional.of(complaint(failure.stack(), inApp, worded))
                : Optional.empty();
    }

    /** Whether it is the JDK's input and output that failed: then it is the world, and not the program's state. */
    private static boolean fromOutside(Failure failure) {
        String top = failure.stack().frames().get(0).type();
        return OUTSIDE.stream()
                .anyMatch(p -> top.startsWith(p) || failure.type().startsWith(p));
    }

    private static Optional<Subject> ofNull(Failure failure, InApp inApp) {
        String message = failure.message().orElse("");
        Matcher returned = RETURN_VALUE.matcher(message);
        if (returned.find()) {
            String member = property(returned.group(2));
            return Optional.of(new Subject(
                    List.of(returned.group(1)), member, false, "what " + returned.group(2) + " returns", 0.4));
        }
        Matcher expression = EXPRESSION.matcher(message);
        if (!expression.find()) {
            Subject unknown = complaint(failure.stack(), inApp, true);
            return Optional.of(new Subject(unknown.types(), "", true, "what was null", 0.42));
        }
        String expr = expression.group(1);
        String holder = expr.lastIndexOf('.') < 0 ? "" : expr.substring(0, expr.lastIndexOf('.'));
        String member = expr.substring(expr.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
        String here = failure.stack().frames().get(0).type();
        if (holder.isEmpty()) {
            return Optional.of(new Subject(List.of(), member, true, "variable " + member, 0));
        }
        if (holder.equals("this")) {
            return Optional.of(new Subject(withOuter(here), member, false, "field " + member, 0.45));
        }
        if (holder.indexOf('.') > 0 && !holder.startsWith("this.") && !holder.startsWith("<local")) {
            return Optional.of(new Subject(List.of(holder), member, false, "field " + member, 0.45));
        }
        return Optional.of(
                new Subject(applicationTypes(failure.stack(), inApp, true), member, false, "field " + member, 0.25));
    }

    /** A class and those around it: a lambda or nested class shares its outer class's fields. */
    private static List<String> withOuter(String type) {
        int nested = type.indexOf('$');
        return nested > 0 ? List.of(type, type.substring(0, nested)) : List.of(type);
    }

    private static Subject complaint(StackTrace stack, InApp inApp, boolean worded) {
        return new Subject(
                applicationTypes(stack, inApp, worded), "", false, "what it complains of", worded ? 0.42 : 0.3);
    }

    /** The first classes on the stack that are the application's, at most five; else the first that are not the JDK's. */
    private static List<String> applicationTypes(StackTrace stack, InApp inApp, boolean withTop) {
        List<String> own = stack.frames().stream()
                .map(Frame::type)
                .filter(inApp::contains)
                .distinct()
                .limit(5)
                .toList();
        if (!own.isEmpty()) {
            List<String> types = new ArrayList<>(own);
            String top = stack.frames().get(0).type();
            if (withTop && !types.contains(top) && !InApp.isJdk(top)) {
                types.add(0, top);
            }
            return types;
        }
        return stack.frames().stream()
                .map(Frame::type)
                .filter(t -> !InApp.isJdk(t))
                .distinct()
                .limit(2)
                .toList();
    }

    private static String property(String getter) {
        return getter.matches("(get|is|find|lookup|fetch|load)[A-Z].*") ? getter.replaceFirst("^[a-z]+", "") : getter;
    }

    /** Whether a method is named after the member. */
    boolean names(String method) {
        return member.length() > 2
                && !member.startsWith("local")
                && method.toLowerCase(Locale.ROOT).contains(member.toLowerCase(Locale.ROOT));
    }
}
