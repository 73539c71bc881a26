package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Messages;
import dev.epicenter.agent.runtime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the {@code =} of {@code -javaagent}: {@code key=value,key=value}, lists separated by colons. What is wrong is left
 * out and remembered, since the application has to start anyway.
 */
final class Options {
    final List<String> include = new ArrayList<>();
    final List<String> exclude = new ArrayList<>();
    final Set<Part> record = new TreeSet<>(List.of(Part.values()));
    Messages messages = Messages.FULL;
    int first = 10;
    int perSecond = 10;
    int total = 500;
    boolean propagate = true;

    @Nullable
    String mdcKey;

    @Nullable
    String service;
    /** Whether to start a recording. */
    boolean start;
    /** Where it is written when the JVM ends, null for nowhere. */
    @Nullable
    String file;
    /** Whether to end a recording. */
    boolean end;
    /** Whether to stop and undo everything. */
    boolean stop;
    /** Where to say what was done, null for nowhere. */
    @Nullable
    String report;

    /** One line for each thing that is wrong. */
    final List<String> problems = new ArrayList<>();

    static Options parse(String text) {
        Options options = new Options();
        for (String option : text.split(",")) {
            if (!option.isBlank()) {
                int equals = option.indexOf('=');
                String key = (equals < 0 ? option : option.substring(0, equals)).trim();
                String value = equals < 0 ? "" : option.substring(equals + 1).trim();
                options.set(key, value);
            }
        }
        return options;
    }

    private void set(String key, String value) {
        switch (key) {
            case "include":
                packages(include, key, value);
                break;
            case "exclude":
                packages(exclude, key, value);
                break;
            case "record":
                parts(value);
                break;
            case "messages":
                messages(value);
                break;
            case "first":
                first = number(key, value, first);
                break;
            case "rate":
                perSecond = number(key, value, perSecond);
                break;
            case "total":
                total = number(key, value, total);
                break;
            case "propagate":
                propagate = flag(key, value, propagate);
                break;
            case "mdc":
                mdcKey = value.equals("true") || value.isEmpty() ? "traceId" : value.equals("false") ? null : value;
                break;
            case "service":
                service = value.isEmpty() ? null : value;
                break;
            case "start":
                start = true;
                file = value.isEmpty() ? null : value;
                break;
            case "end":
                end = true;
                file = value.isEmpty() ? null : value;
                break;
            case "stop":
                stop = true;
                break;
            case "report":
                report = value.isEmpty() ? null : value;
                break;
            default:
                problems.add(
                        "no such option: " + key
                                + " (there are include, exclude, record, messages, first, rate, total, propagate, mdc, service, start, end, stop, report)");
        }
    }

    private void packages(List<String> into, String key, String value) {
        for (String name : value.split(":")) {
            String plain = name.endsWith(".*") ? name.substring(0, name.length() - 2) : name;
            if (plain.isEmpty() || !plain.matches("[\\p{L}\\p{N}_$.]+")) {
                problems.add(key + "=" + value + " is no list of packages; write " + key + "=com.acme:org.shop");
            } else {
                into.add(plain.replace('.', '/'));
            }
        }
    }

    private void parts(String value) {
        Set<Part> chosen = new TreeSet<>();
        for (String word : value.split(":")) {
            Part part = part(word);
            if (part == null) {
                problems.add("record=" + value + ": there is no " + word + " to record, only " + names());
                return;
            }
            chosen.add(part);
        }
        record.retainAll(chosen);
    }

    private static @Nullable Part part(String word) {
        for (Part part : Part.values()) {
            if (part.id().equals(word)) {
                return part;
            }
        }
        return null;
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (Part part : Part.values()) {
            names.append(names.length() == 0 ? "" : ", ").append(part.id());
        }
        return names.toString();
    }

    private void messages(String value) {
        try {
            messages = Messages.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            problems.add("messages=" + value + ": there are full, stored, hash, none");
        }
    }

    private int number(String key, String value, int otherwise) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problems.add(key + "=" + value + " is no number; it stays " + otherwise);
        return otherwise;
    }

    private boolean flag(String key, String value, boolean otherwise) {
        if (value.isEmpty() || value.equals("true") || value.equals("false")) {
            return !value.equals("false");
        }
        problems.add(key + "=" + value + " is neither true nor false; it stays " + otherwise);
        return otherwise;
    }
}
