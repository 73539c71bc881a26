package dev.epicenter.rules.user;

import dev.epicenter.model.Attribution.Criticality;
import dev.epicenter.rules.facts.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a failure contract and finds all that is wrong with it. */
final class ContractReader {
    /** Failures that must be there before a share of them says anything, as in rules. */
    private static final long LEAST_OF_SHARE = 10;

    private final Path file;
    private final Problems problems;

    ContractReader(Path file) {
        this.file = file;
        this.problems = new Problems(file.toString());
    }

    FailureContract read() throws RuleFileException {
        Optional<Node> document = RuleFileReader.text(file, problems).flatMap(text -> YamlReader.read(text, problems));
        List<ContractEntry> entries = new ArrayList<>();
        if (document.isPresent() && problems.isEmpty()) {
            new RuleFileSchema(RuleFileSchema.CONTRACT).check(document.get(), problems);
            if (problems.isEmpty()) {
                Members.of(document.get()).items("contracts").forEach(node -> entries.add(entry(Members.of(node))));
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleFileException(problems.inOrder());
        }
        return new FailureContract(entries);
    }

    private ContractEntry entry(Members node) {
        Map<String, Glob> code = new LinkedHashMap<>();
        for (String pattern : node.texts("code")) {
            code.put(pattern, glob(pattern));
        }
        List<ContractEntry.Promise> promises = new ArrayList<>();
        node.items("slo").forEach(promise -> promise(Members.of(promise)).ifPresent(promises::add));
        return new ContractEntry(
                code,
                node.text("owner").orElse(""),
                node.text("contact").orElse(""),
                Criticality.valueOf(node.text("criticality").orElse("medium").toUpperCase(Locale.ROOT)),
                promises);
    }

    /** A name without stars is a class with its inner ones, or a package with all below it. */
    private static Glob glob(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('.') < 0
                ? Glob.ofNames(List.of(pattern))
                : Glob.ofNames(List.of(pattern, pattern + "$**", pattern + ".**"));
    }

    private Optional<ContractEntry.Promise> promise(Members node) {
        if (node.has("failures") == node.has("share")) {
            problems.add(node.at(), "slo: say exactly one of failures, share");
            return Optional.empty();
        }
        Optional<Duration> window = node.duration("window");
        if (window.filter(Duration::isZero).isPresent()) {
            problems.add(node.at("window"), "window: must be more than 0");
        }
        String within = window.isPresent() ? " within " + node.text("window").orElse("") : " in the whole recording";
        List<String> types = node.texts("type");
        String what = types.isEmpty() ? "failures" : Words.list(types, 3);
        Optional<Glob> glob = types.isEmpty() ? Optional.empty() : Optional.of(Glob.ofNames(types));
        if (node.has("share")) {
            double share = node.number("share").orElse(1.0);
            String text = "%s at most %s of all failures%s".formatted(what, percent(share), within);
            return Optional.of(new ContractEntry.Promise(
                    text, new Threshold.Share(Math.nextUp(share), LEAST_OF_SHARE), window, glob));
        }
        long most = node.number("failures").orElse(0.0).longValue();
        String text = most == 0 ? "no " + what + within : "at most %s %s%s".formatted(Words.count(most), what, within);
        return Optional.of(new ContractEntry.Promise(text, new Threshold.Count(most + 1), window, glob));
    }

    private static String percent(double share) {
        return new java.math.BigDecimal(share * 100)
                        .round(new java.math.MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
