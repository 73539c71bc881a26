package dev.epicenter.analyzer.scrub;

import dev.epicenter.analyzer.read.UsedEvents;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which event types a scrubbed recording holds. */
public final class EventTypes {
    /** What may tell of other programs and of secrets, and is of no use for a diagnosis: only kept when it is named. */
    private static final Set<String> PRIVATE = Set.of(
            "jdk.InitialEnvironmentVariable", "jdk.SystemProcess", "jdk.InitialSecurityProperty", "jdk.NativeLibrary");

    /** Said once or once a chunk of the JVM, its host and its recorder, or of how it went on the whole: kept of any time. */
    private static final Set<String> OF_ANY_TIME = Set.of(
            "jdk.ActiveRecording",
            "jdk.ActiveSetting",
            "jdk.JVMInformation",
            "jdk.OSInformation",
            "jdk.CPUInformation",
            "jdk.CPUTimeStampCounter",
            "jdk.VirtualizationInformation",
            "jdk.PhysicalMemory",
            "jdk.ContainerConfiguration",
            "jdk.CodeCacheConfiguration",
            "jdk.CompilerConfiguration",
            "jdk.InitialSystemProperty",
            "jdk.Shutdown",
            "jdk.DumpReason",
            "jdk.DataLoss");

    private final boolean used;
    private final List<Pattern> wanted;
    private final List<Pattern> unwanted;

    private EventTypes(boolean used, List<String> wanted, List<String> unwanted) {
        this.used = used;
        this.wanted = patterns(wanted);
        this.unwanted = patterns(unwanted);
    }

    /**
     * Some types.
     *
     * @param wanted   names, {@code *} for anything; none for those that an analysis uses
     * @param unwanted names, {@code *} for anything
     */
    public static EventTypes of(List<String> wanted, List<String> unwanted) {
        return new EventTypes(wanted.isEmpty(), wanted, unwanted);
    }

    private static List<Pattern> patterns(List<String> names) {
        return names.stream().map(EventTypes::pattern).toList();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(java.util.Arrays.stream(name.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    /** Whether a type is kept. */
    public boolean has(String type) {
        if (matches(unwanted, type)) {
            return false;
        }
        boolean named =
                wanted.stream().anyMatch(p -> p.matcher(type).matches() && (!isPrivate(type) || isExactly(p, type)));
        return named || isOfAnyTime(type) || (used && !isPrivate(type) && isUsed(type));
    }

    /** Whether events of a type are kept whatever their time. */
    static boolean isOfAnyTime(String type) {
        return OF_ANY_TIME.contains(type)
                || type.startsWith("jdk.") && (type.endsWith("Flag") || type.endsWith("Configuration"));
    }

    /** The application's own events are part of its story. */
    private static boolean isUsed(String type) {
        return !type.startsWith("jdk.") || UsedEvents.TYPES.contains(type);
    }

    private static boolean isPrivate(String type) {
        return PRIVATE.contains(type);
    }

    private static boolean isExactly(Pattern pattern, String type) {
        return pattern.pattern().equals(Pattern.quote(type));
    }

    private static boolean matches(List<Pattern> patterns, String type) {
        return patterns.stream().anyMatch(p -> p.matcher(type).matches());
    }
}
