package dev.epicenter.analyzer.crash;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as logs write them. */
final class Hex {
    private static final Pattern SIZE = Pattern.compile("^([0-9]{1,15})(?:\\.[0-9]{1,3})? ?([kKMGT]?)(?:i?[bB])?\\b");

    private Hex() {}

    /** An address of at most 64 bits, with or without {@code 0x}. */
    static OptionalLong address(String text) {
        String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
        if (digits.isEmpty() || digits.length() > 16) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(digits, 16));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A size such as {@code 65536K}, {@code 64 MB} or {@code 1048576}, in bytes. */
    static OptionalLong size(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.find()) {
            return OptionalLong.empty();
        }
        long unit =
                switch (matcher.group(2)) {
                    case "k", "K" -> 1L << 10;
                    case "M" -> 1L << 20;
                    case "G" -> 1L << 30;
                    case "T" -> 1L << 40;
                    default -> 1;
                };
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(number * unit);
    }

    /** A plain number that fits a long. */
    static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
