package dev.epicenter.rules.user;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;

/** Names with stars: {@code *} within a package part, {@code **} across; one without a dot is in any package. */
final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Names of classes, or of classes and methods; it fits what one of these fits. */
    static Glob ofNames(List<String> globs) {
        return new Glob(compile(globs, "[^.]*", "(?:.*\\.)?"));
    }

    /** Free texts such as names of threads: a star stands for anything, a dot is a dot. */
    static Glob ofTexts(List<String> globs) {
        return new Glob(compile(globs, ".*", ""));
    }

    private static Pattern compile(List<String> globs, String star, String anywhere) {
        String regex = globs.stream()
                .map(glob -> (glob.indexOf('.') < 0 ? anywhere : "") + regex(glob, star))
                .collect(Collectors.joining("|", "(?s:", ")"));
        return Pattern.compile(regex);
    }

    private static String regex(String glob, String star) {
        StringBuilder regex = new StringBuilder();
        int from = 0;
        for (int at = glob.indexOf('*'); at >= 0; at = glob.indexOf('*', from)) {
            regex.append(Pattern.quote(glob.substring(from, at)));
            boolean two = glob.startsWith("**", at);
            regex.append(two ? ".*" : star);
            from = at + (two ? 2 : 1);
        }
        return regex.append(Pattern.quote(glob.substring(from))).toString();
    }

    boolean fits(String text) {
        return pattern.matches(text);
    }
}
