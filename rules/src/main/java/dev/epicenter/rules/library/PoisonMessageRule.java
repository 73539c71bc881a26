package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Draft;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Types;
import dev.epicenter.rules.facts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a message that comes back again and again. Page: docs/rules/poison-message.md. */
public final class PoisonMessageRule implements Rule {
    /** Judgement: it never ends by itself, and in an ordered queue everything behind it waits. */
    static final double SCORE = 76;

    /** Judgement: it has the shape, but that it is a message is concluded from names alone. */
    static final double UNSURE_SCORE = 60;

    /** Share of the recording's end within which the last must lie: it never got through. Judgement. */
    private static final double TO_THE_END = 0.1;

    /** Share of the recording after which it must have begun: what is there from the start is how the program works. Judgement. */
    private static final double LATER = 0.1;

    private static final Parameter MIN_TIMES =
            Parameter.number("min-times", 6, "times that the same failure must come");

    /** What messages are made of: trying again does not change it. */
    private static final String[] OF_THE_DATA = {
        "java.lang.IllegalArgumentException",
        "java.lang.ClassCastException",
        "java.lang.ArithmeticException",
        "java.lang.IndexOutOfBoundsException",
        "java.time.DateTimeException",
        "java.text.ParseException",
        "java.io.InvalidObjectException",
        "java.io.StreamCorruptedException",
        "java.sql.SQLDataException",
        "java.util.NoSuchElementException"
    };

    private static final List<String> OF_THE_DATA_BY_NAME = List.of(
            "json",
            "parse",
            "deserializ",
            "mapping",
            "schema",
            "invalid",
            "malformed",
            "format",
            "validation",
            "decod",
            "corrupt",
            "conversion");

    /** Code that takes one message after the other. */
    private static final List<String> CONSUMERS = List.of(
            "onMessage",
            "consume",
            "handleMessage",
            "processMessage",
            "receive",
            "poll",
            "deliver",
            "handleDelivery",
            "onRecord",
            "invokeListener",
            "doInvokeListener",
            "onEvent",
            "handleEvent",
            "processRecord",
            "dispatchMessage");

    /** Names of methods that take what comes, in loops that applications write themselves around a poll. */
    private static final Pattern TAKES =
            Pattern.compile("(handle|process|consume|dispatch|ingest|accept|import|apply|on[A-Z]).*");

    private static final List<String> BROKERS = List.of(
            "org.apache.kafka.",
            "org.springframework.kafka.",
            "org.springframework.amqp.",
            "org.springframework.jms.",
            "com.rabbitmq.",
            "org.apache.activemq.",
            "org.apache.pulsar.",
            "io.awspring.",
            "io.nats.",
            "org.apache.camel.component.");

    private static final RuleInfo INFO = RuleInfo.of(
                    "poison-message",
                    Topic.FAILURE,
                    "A message that can't be processed came back again and again",
                    "Finds the same failure over the same content, to the letter, again and again in code that consumes messages: one that"
                            + " can't be processed is put back and taken again, for ever, and holds up what is behind it.")
            .needs(Need.EXCEPTIONS)
            .takes(MIN_TIMES);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        List<Finding> findings = new ArrayList<>();
        Set<List<Object>> told = new HashSet<>();
        for (FailureSeries series : in.analysis().graph().series()) {
            List<Failure> kept = in.facts().exemplars(series);
            if (series.count() >= in.number(MIN_TIMES)
                    && kept.size() >= 3
                    && isOfTheData(kept.get(0))
                    && isSame(kept)) {
                InAppCode inApp = in.analysis().recording().inApp();
                Optional<Frame> listener = consumer(kept.get(0), inApp);
                Optional<Frame> taker = listener.or(() -> taker(kept.get(0), inApp, series, in));
                // What carries the first on comes as often, from below the same method, in the same thread.
                taker.filter(c -> comesBack(series, in)
                                && told.add(List.of(
                                        c.qualifiedMethod(),
                                        series.count(),
                                        kept.get(0).thread())))
                        .ifPresent(c -> findings.add(finding(in, series, kept, c, listener.isPresent())));
            }
        }
        return findings;
    }

    private static boolean isOfTheData(Failure failure) {
        String name = dev.epicenter.model.Names.simple(failure.type()).toLowerCase(Locale.ROOT);
        return Types.isA(failure, OF_THE_DATA) || OF_THE_DATA_BY_NAME.stream().anyMatch(name::contains);
    }

    /** The same content each time, and content at all: a message of the exception that has more than words. */
    private static boolean isSame(List<Failure> kept) {
        Optional<String> message = kept.get(0).message();
        return message.isPresent()
                && message.get().matches("(?s).*[\\d\"'{\\[=].*")
                && kept.stream().allMatch(f -> f.message().equals(message))
                && kept.stream()
                                .map(f -> Words.threadGroup(f.thread().display()))
                                .distinct()
                                .count()
                        == 1;
    }

    private static Optional<Frame> consumer(Failure failure, InAppCode inApp) {
        List<Frame> frames = failure.stack().frames();
        int at = Stack.find(
                frames,
                f -> inApp.contains(f.type()) && CONSUMERS.contains(f.method())
                        || BROKERS.stream().anyMatch(f.type()::startsWith));
        return at < 0 ? Optional.empty() : Optional.of(frames.get(at));
    }

    /** A method that takes what comes, where the failure began some time after the start and came to the end, steadily in one thread. */
    private static Optional<Frame> taker(Failure failure, InAppCode inApp, FailureSeries series, RuleInput in) {
        double length = Math.max(1, in.analysis().recording().length().toMillis());
        double before = Duration.between(in.analysis().recording().start(), series.first())
                .toMillis();
        double silent =
                Duration.between(series.last(), in.analysis().recording().end()).toMillis();
        boolean always = series.background() && before < LATER * length;
        if (always || series.threads() != 1 || silent > TO_THE_END * length) {
            return Optional.empty();
        }
        return failure.stack().frames().stream()
                .filter(f ->
                        inApp.contains(f.type()) && TAKES.matcher(f.method()).matches())
                .findFirst();
    }

    /** Spread over time, as deliveries are, and not in one go. */
    private static boolean comesBack(FailureSeries series, RuleInput in) {
        return series.profile().occupied() >= Math.min(5, in.number(MIN_TIMES) - 1)
                && Duration.between(series.first(), series.last()).toMillis() >= 500;
    }

    private static Finding finding(
            RuleInput in, FailureSeries series, List<Failure> kept, Frame consumer, boolean listens) {
        Facts facts = in.facts();
        Duration every = Duration.between(series.first(), series.last()).dividedBy(Math.max(1, series.count() - 1));
        boolean others = in.analysis().graph().series().stream()
                .anyMatch(s -> s.id() != series.id()
                        && s.type().equals(series.type())
                        && s.site().equals(series.site()));
        return new Draft(INFO, facts, listens ? SCORE : UNSURE_SCORE)
                .summary("%s came %s in %s, every %s from %s on, each time with the same content."
                        .formatted(
                                facts.told(kept.get(0)),
                                Words.times(series.count()),
                                consumer.qualifiedMethod(),
                                Words.duration(every),
                                facts.when(series.first())))
                .explanation(
                        "The content won't change by trying again. As long as the message goes back to its queue it is taken again: it"
                                + " costs a delivery each time, and where order matters (a partition, a single consumer) all behind it waits.")
                .remedy(
                        "Tell failures of the content from failures of the surroundings. The former go aside after one try, with the message,"
                                + " its position and the exception, to a dead-letter queue that somebody looks at (Kafka:"
                                + " ErrorHandlingDeserializer and DeadLetterPublishingRecoverer; RabbitMQ: reject without requeue and a"
                                + " dead-letter exchange; SQS: maxReceiveCount). Cap deliveries in any case.")
                .rests(kept)
                .but(
                        listens
                                ? ""
                                : "That %s takes messages is concluded from its name."
                                        .formatted(consumer.qualifiedMethod()))
                .but("Different messages with the same content would look alike.")
                .but(others ? "The same kind of failure came over other contents, too." : "")
                .finding();
    }
}
