package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.Request;
import dev.epicenter.analyzer.read.AgentRecord.Work;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.analyzer.reconstruct.RequestPairs.Pair;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links of {@code remote}: from what failed where a request was answered to what failed where it had been sent. */
final class RemoteLinks {
    /** Whoever gets an answer that says that something failed makes a failure of it so soon. A judgement. */
    private static final Duration REACTION = Duration.ofSeconds(1);

    /** Least status that says that something failed. */
    private static final int FAILED = 400;

    private final List<RecordedEvents> processes;
    private final List<Failure> failures;
    private final Map<Integer, Link> into;
    private final Map<Key, Failure> byNumber = new HashMap<>();
    private final Map<Key, List<Failure>> byTask = new HashMap<>();
    private final Map<Key, List<Failure>> byThread = new HashMap<>();
    private final Map<Key, Long> parentOf = new HashMap<>();

    private record Key(int process, long number) {}

    /**
     * @param failures all of them on the common clock, in time order
     * @param into     the link chosen into each failure so far
     */
    RemoteLinks(List<RecordedEvents> processes, List<Failure> failures, Map<Integer, Link> into) {
        this.processes = processes;
        this.failures = failures;
        this.into = into;
        for (Failure f : failures) {
            int process = f.thread().process();
            byThread.computeIfAbsent(new Key(process, f.thread().id()), k -> new ArrayList<>())
                    .add(f);
            if (Observed.knows(f)) {
                byNumber.putIfAbsent(new Key(process, f.number()), f);
                Long task = processes.get(process).agent().taskOf().get(f.number());
                if (task != null) {
                    byTask.computeIfAbsent(new Key(process, task), k -> new ArrayList<>())
                            .add(f);
                }
            }
        }
        for (int p = 0; p < processes.size(); p++) {
            AgentRecord agent = processes.get(p).agent();
            for (Work task : agent.tasks()) {
                parentOf.put(new Key(p, task.number()), task.parent());
            }
        }
    }

    /**
     * The links.
     *
     * @param offsets what is added to each process's times to get the common clock's
     */
    List<Link> of(List<Pair> pairs, List<Duration> offsets) {
        List<Link> links = new ArrayList<>();
        Set<Integer> reached = new HashSet<>();
        for (Pair pair : pairs) {
            Optional<Failure> from = answered(pair, offsets.get(pair.serverProcess()));
            Instant sent = pair.client().start().plus(offsets.get(pair.clientProcess()));
            Instant got = pair.client().end().plus(offsets.get(pair.clientProcess()));
            from.flatMap(f -> link(pair, f, sent, got))
                    .filter(l -> reached.add(l.to()))
                    .ifPresent(links::add);
        }
        return links;
    }

    private Optional<Failure> failure(int process, long number) {
        return Optional.ofNullable(byNumber.get(new Key(process, number)));
    }

    /** What left the handlers, or else the last that failed in the request when the answer says that something did. */
    private Optional<Failure> answered(Pair pair, Duration offset) {
        Request request = pair.server();
        if (request.failure() != 0) {
            return failure(pair.serverProcess(), request.failure());
        }
        if (request.status() < FAILED) {
            return Optional.empty();
        }
        Instant start = request.start().plus(offset);
        Instant end = request.end().plus(offset);
        List<Failure> inRequest = new ArrayList<>();
        for (Map.Entry<Key, List<Failure>> entry : byTask.entrySet()) {
            if (entry.getKey().process() == pair.serverProcess() && isBelow(entry.getKey(), request.task())) {
                inRequest.addAll(entry.getValue());
            }
        }
        return inRequest.stream()
                .filter(f -> !f.at().isBefore(start) && !f.at().isAfter(end))
                .filter(f -> !f.isCondition())
                .reduce((a, b) -> a.id() > b.id() ? a : b);
    }

    private boolean isBelow(Key task, long ancestor) {
        long next = task.number();
        for (int depth = 0; depth < 64 && next != 0; depth++) {
            if (next == ancestor) {
                return true;
            }
            next = parentOf.getOrDefault(new Key(task.process(), next), 0L);
        }
        return false;
    }

    private Optional<Link> link(Pair pair, Failure from, Instant sent, Instant got) {
        Request client = pair.client();
        if (client.failure() != 0) {
            return failure(pair.clientProcess(), client.failure())
                    .map(to -> beginning(to, sent))
                    .filter(to -> to.id() != from.id())
                    .map(to -> ObservedFinder.observed(
                            from,
                            to,
                            Relation.REMOTE,
                            evidence(
                                    pair,
                                    "request-failed-remotely",
                                    "The agent saw the request " + client.target() + " fail here and there: trace "
                                            + client.trace(),
                                    1,
                                    to)));
        }
        return reaction(pair, got).filter(to -> to.id() != from.id()).map(to -> {
            Case made = new Case(from, to);
            made.with(
                    "answered-with-failure",
                    0.7,
                    "The request " + client.target() + ", in which the first was thrown, was answered with status "
                            + client.status() + ": trace " + client.trace());
            made.withIf(
                    to.message().orElse("").contains(String.valueOf(client.status())),
                    "message-names-status",
                    0.5,
                    "Its message names that status");
            long millis = Math.max(0, Duration.between(got, to.at()).toMillis());
            made.withIf(millis < 50, "at-once", 0.4, "It was thrown " + millis + " ms after the answer had come");
            return made.as(Relation.REMOTE);
        });
    }

    /** The first that came of the answer: what led to a failure within the process since the request was sent led to it there. */
    private Failure beginning(Failure failure, Instant sent) {
        Failure first = failure;
        Link link = into.get(first.id());
        for (int steps = 0; link != null && steps < 64; steps++) {
            Failure before = failures.get(link.from());
            if (before.at().isBefore(sent)
                    || before.thread().process() != failure.thread().process()) {
                return first;
            }
            first = before;
            link = into.get(first.id());
        }
        return first;
    }

    /** The first failure after the answer, in the task or thread that had sent the request. */
    private Optional<Failure> reaction(Pair pair, Instant got) {
        Request client = pair.client();
        if (client.status() < FAILED) {
            return Optional.empty();
        }
        List<Failure> own = new ArrayList<>(byThread.getOrDefault(
                new Key(pair.clientProcess(), client.thread().id()), List.of()));
        if (client.task() != 0) {
            own.addAll(byTask.getOrDefault(new Key(pair.clientProcess(), client.task()), List.of()));
        }
        return own.stream()
                .filter(f -> !f.isCondition() && !f.at().isBefore(got) && f.at().isBefore(got.plus(REACTION)))
                .filter(f -> !into.containsKey(f.id()))
                .reduce((a, b) -> a.id() <= b.id() ? a : b);
    }

    private static Evidence evidence(Pair pair, String name, String text, double weight, Failure to) {
        return new Evidence(
                name,
                text,
                weight,
                List.of(new EventRef(
                        "epicenter.ClientRequest",
                        pair.client().start(),
                        pair.client().thread().display(),
                        to.stack().frames())));
    }
}
