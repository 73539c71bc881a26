package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Names;
import dev.epicenter.model.Recoverability;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of a failure's type and message tell, in the English that the JDK and most libraries use. */
final class Wording {
    private static final int CASE = Pattern.CASE_INSENSITIVE;

    private static final Pattern UNUSABLE = Pattern.compile(
            "\\b(closed|already|not (yet )?(been )?(initiali[sz]ed|started|open|opened|online|connected|ready|available|configured|set|loaded|running|registered|bound)"
                    + "|shut ?down|shutting down|terminated|stopped|disposed|invalid state|illegal state|stale|corrupt(ed)?|out of order"
                    + "|in use|still|locked|poisoned|aborted|rolled back|broken(?! pipe)|no longer|uninitiali[sz]ed|inconsistent|not in state"
                    + "|wrong state|unexpected state|missing|failed (previously|earlier)|detached|attached|dirty|in progress|nested|unbalanced)\\b",
            CASE);

    private static final Pattern EXHAUSTED = Pattern.compile(
            "\\b(exhausted|no (\\w+ ){0,2}(more|free|available|idle|left)|no (room|capacity)|too many|unable to acquire|could not acquire|cannot acquire|not available|none available"
                    + "|(timed? ?out|timeout|waited).{0,40}\\b(waiting|acquir\\w+|for|connection|permit|lease)|pool (is )?(full|empty|exhausted)|(queue|buffer|pool|channel) (is )?full|is full"
                    + "|(\\d+ of \\d+|all( \\w+)?)( are)? (in use|taken|busy|active)|no \\w+( \\w+)? (within|in|after) \\d+"
                    + "|out of (permits|connections|threads|memory|descriptors|space)|limit (reached|exceeded)|maximum .{0,20}reached|borrow\\w*)\\b",
            CASE);

    private static final Pattern TIMEOUT = Pattern.compile("\\b(timed? ?out|timeout|deadline)\\b", CASE);
    private static final Pattern REMOTE = Pattern.compile(
            "\\b(connect(ion)? ?(was )?(refused|reset|closed|aborted|lost|failed|timed out)|broken pipe|unavailable|unreachable"
                    + "|no route to host|goaway|disconnected|end of (file|stream)|eof|received no bytes"
                    + "|(response code|status|code)[: ]{1,2}5\\d\\d)\\b",
            CASE);
    private static final Pattern CLOSED = Pattern.compile(
            "\\b(closed|closing|shut ?down|shutting down|terminated|stopped|stopping|disposed)\\b", CASE);
    private static final Pattern REFUSED =
            Pattern.compile("\\b(http|answered|responded( with)?|returned|replied|said)[: ]{1,2}5\\d\\d\\b", CASE);
    private static final Pattern INPUT = Pattern.compile("Format|Pars(e|ing)|Syntax|Malformed|DateTime|BadRequest");
    private static final Pattern STALE =
            Pattern.compile("\\b(older than|stale|outdated|out of date|not (refreshed|updated) (for|since))\\b", CASE);
    private static final Pattern DURATION =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?\\(?(ms|millis\\w*|s|sec\\w*)\\b");

    private Wording() {}

    private static String message(Failure failure) {
        String text = failure.message().orElse("");
        return text.length() > 2000 ? text.substring(0, 2000) : text;
    }

    /** Whether it complains of something being in the wrong state. */
    static boolean unusable(Failure failure) {
        String simple = Names.simple(failure.type());
        return simple.endsWith("IllegalStateException")
                || simple.contains("Closed")
                || simple.contains("Rejected")
                || UNUSABLE.matcher(message(failure)).find();
    }

    /** Whether it says that somebody had closed what it asked for. */
    static boolean closed(Failure failure) {
        String simple = Names.simple(failure.type());
        return simple.contains("Closed")
                || simple.contains("Rejected")
                || CLOSED.matcher(message(failure)).find();
    }

    /** Whether it complains that there is none left, or no room. */
    static boolean exhausted(Failure failure) {
        return EXHAUSTED.matcher(message(failure)).find()
                || isCalledExhausted(Names.simple(failure.type()))
                || timeout(failure) && message(failure).toLowerCase(Locale.ROOT).contains("pool");
    }

    private static boolean isCalledExhausted(String simple) {
        return simple.contains("Exhausted") || simple.contains("FullException") || simple.contains("FullError");
    }

    /** Whether it complains of somebody else, who is not there or does not do his part. */
    static boolean remote(Failure failure) {
        String simple = Names.simple(failure.type());
        return simple.contains("ConnectException")
                || simple.contains("Disconnect")
                || simple.contains("EOFException")
                || REMOTE.matcher(message(failure)).find();
    }

    /** Whether somebody else did not answer, not in time, or only that it cannot. */
    static boolean partner(Failure failure) {
        return remote(failure)
                || timeout(failure)
                || REFUSED.matcher(message(failure)).find();
    }

    /** Whether it says that what it was given cannot be read: that is about the input, whatever came before. */
    static boolean input(Failure failure) {
        return INPUT.matcher(Names.simple(failure.type())).find();
    }

    /** Whether time ran out. */
    static boolean timeout(Failure failure) {
        String simple = Names.simple(failure.type());
        return simple.contains("Timeout")
                || simple.contains("TimedOut")
                || TIMEOUT.matcher(message(failure)).find();
    }

    /** Whether it complains that something is too old: nobody brought a newer one. */
    static boolean stale(Failure failure) {
        return Names.simple(failure.type()).startsWith("Stale")
                || STALE.matcher(message(failure)).find();
    }

    /** The time that ran out, in milliseconds, where the message tells; else {@code otherwise}. */
    static long timeoutMillis(Failure failure, long otherwise) {
        return told(failure).orElse(otherwise);
    }

    /** The length of time that the message tells, in milliseconds. */
    static OptionalLong told(Failure failure) {
        Matcher matcher = DURATION.matcher(message(failure));
        if (!matcher.find()) {
            return OptionalLong.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        return OptionalLong.of(Math.round(matcher.group(2).startsWith("m") ? number : number * 1000));
    }

    /** Whether it says that something did not come, that there is none left, or that something is in the wrong state. */
    static boolean complains(Failure failure) {
        return timeout(failure) || exhausted(failure) || unusable(failure);
    }

    /** Whether a task or thread was told to end; nobody's failure. */
    static boolean termination(String type) {
        boolean thrown = !type.startsWith(Condition.PREFIX);
        return thrown && Recoverability.of(type) == Recoverability.TERMINATION
                || type.equals("java.io.InterruptedIOException");
    }

    /** Whether the thread waited on a socket or channel that another closed: the usual way to end who can't be interrupted. */
    static boolean closedFromOutside(Failure failure) {
        return switch (failure.type()) {
            case "java.nio.channels.AsynchronousCloseException", "java.nio.channels.ClosedSelectorException" -> true;
            case "java.net.SocketException" -> failure.message()
                    .filter(m -> m.equals("Socket closed") || m.equals("Socket is closed"))
                    .isPresent();
            default -> false;
        };
    }
}
