package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.InAppCode;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds uses of what had been closed. Page: docs/rules/use-after-close.md. */
public final class UseAfterCloseRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "use-after-close",
                    Topic.FAILURE,
                    "Something was used after it had been closed",
                    "Finds streams, connections, clients and the like that were used after somebody had closed"
                            + " them: the stack shows who used it, the mistake is mostly with who closed it, or with who"
                            + " shares it.")
            .needs(Need.EXCEPTIONS);

    /** The score is a judgement. */
    private static List<Family> families(InAppCode inApp) {
        return List.of(new Family(
                "Something was used after it had been closed",
                76,
                f -> isUseAfterClose(f, inApp),
                "What is closed does not open again, so each later use fails. Usual reasons: it is shared and"
                        + " one user closed it (a client in try-with-resources that others hold, too), a lazy stream or"
                        + " result left the block that closes it, a connection went back to its pool while a statement of"
                        + " it lived on, or work ran on after its owner had shut down.",
                "One owner opens and closes; who is handed it only uses it. Close shared clients with the"
                        + " application, not with a request. Read what is lazy (streams, result sets, lazy relations)"
                        + " before the block ends. At shutdown stop the work first (shutdown, awaitTermination), then"
                        + " close what it uses."));
    }

    /** What closing from another thread gives to who waits in it: the usual way to end such a thread. */
    private static final String[] ENDED_FROM_OUTSIDE = {
        "java.nio.channels.AsynchronousCloseException", "java.util.concurrent.RejectedExecutionException"
    };

    /** The JDK's HTTP client closes and tries connections of its own, also in its callers' threads. */
    private static final String HTTP_CLIENT = "jdk.internal.net.http.";

    private static boolean isUseAfterClose(Failure failure, InAppCode inApp) {
        if (Types.isA(failure, ENDED_FROM_OUTSIDE)
                || isOwn(failure, inApp)
                || !passes(failure, inApp)
                || failure.stack().frames().stream().anyMatch(f -> f.type().startsWith(HTTP_CLIENT))
                || Types.isA(failure, "java.net.SocketException")) {
            return false;
        }
        return Types.isA(
                        failure,
                        "java.nio.channels.ClosedChannelException",
                        "java.nio.channels.ClosedSelectorException",
                        "java.nio.file.ClosedFileSystemException",
                        "java.nio.file.ClosedWatchServiceException",
                        "java.nio.file.ClosedDirectoryStreamException",
                        "java.util.FormatterClosedException")
                || Family.isCalled(failure, "AlreadyClosedException", "ConnectionClosedException", "ClosedException")
                || Family.says(
                        failure,
                        "stream closed",
                        "stream is closed",
                        "already closed",
                        "already been closed",
                        "has been closed",
                        "is closed",
                        "was closed",
                        "scanner closed",
                        "zip file closed",
                        "reader closed",
                        "after close",
                        "after connection closed",
                        "connection pool shut down",
                        "already operated upon or closed");
    }

    /** Thrown by the application itself, which may speak of a closed account as well as of a closed stream. */
    private static boolean isOwn(Failure failure, InAppCode inApp) {
        return failure.stack().top().map(f -> inApp.contains(f.type())).orElse(true);
    }

    /** Whether the application is on the stack: what a library closes and uses on threads of its own is its way of ending. */
    private static boolean passes(Failure failure, InAppCode inApp) {
        return failure.stack().frames().stream().anyMatch(f -> inApp.contains(f.type()));
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, families(in.analysis().recording().inApp()));
    }
}
