package dev.epicenter.render.junit;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Incident;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Severity;
import dev.epicenter.model.Site;
import dev.epicenter.model.Verdict;
import dev.epicenter.render.RenderOptions;
import dev.epicenter.render.facts.Facts;
import dev.epicenter.render.text.TextReport;
import dev.epicenter.render.texts.Words;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a test suite in the XML of Surefire, which pipelines read: the verdict is a test, and so is every incident, every
 * finding, and every rule that found nothing. An incident fails; a warning fails; an information passes and says what it has to
 * say; a rule whose data are missing is skipped; a recording that tells too little is an error.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">the schema</a>
 */
public final class JunitXml {
    private static final int WIDTH = 120;

    private final Facts facts;

    private JunitXml(Facts facts) {
        this.facts = facts;
    }

    /** Writes the whole document. */
    public static void write(Facts facts, RenderOptions options, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitXml(facts).write(options, xml);
            xml.flush();
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
        }
    }

    private enum Outcome {
        PASSED,
        FAILED,
        SKIPPED,
        ERROR
    }

    /**
     * A test case.
     *
     * @param type of what failed, as a class name
     * @param body what there is to say, in lines
     */
    private record Case(
            String group, String name, Duration time, Outcome outcome, String type, String message, String body) {}

    private void write(RenderOptions options, XMLStreamWriter xml) throws XMLStreamException {
        List<Case> cases = new ArrayList<>();
        cases.add(verdict());
        facts.analysis().incidents().forEach(incident -> cases.add(incident(incident)));
        facts.findings().forEach(finding -> cases.add(finding(finding)));
        facts.diagnosis().rules().forEach(rule -> rule(rule).ifPresent(cases::add));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute(
                "name",
                "epicenter " + String.join(", ", facts.analysis().recording().sources()));
        xml.writeAttribute("time", seconds(facts.analysis().recording().length()));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("errors", count(cases, Outcome.ERROR));
        xml.writeAttribute("skipped", count(cases, Outcome.SKIPPED));
        xml.writeAttribute("failures", count(cases, Outcome.FAILED));
        xml.writeCharacters("\n");
        properties(options, xml);
        for (Case test : cases) {
            write(test, xml);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void properties(RenderOptions options, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("properties");
        property(xml, "epicenter.version", options.toolVersion());
        property(xml, "epicenter.verdict", facts.analysis().verdict().id());
        property(
                xml,
                "epicenter.recording.start",
                facts.analysis().recording().start().toString());
        property(xml, "epicenter.redaction", facts.redacted().summary());
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", value);
    }

    private Case verdict() {
        Verdict verdict = facts.analysis().verdict();
        Outcome outcome =
                switch (verdict) {
                    case HEALTHY -> Outcome.PASSED;
                    case INCIDENT -> Outcome.FAILED;
                    case INSUFFICIENT_DATA -> Outcome.ERROR;
                };
        List<String> lines = new ArrayList<>(facts.analysis().verdictReasons());
        lines.addAll(facts.analysis().dataLoss().notes());
        return new Case(
                "epicenter",
                "verdict",
                facts.analysis().recording().length(),
                outcome,
                verdict.id(),
                facts.headline(),
                String.join("\n", lines));
    }

    private Case incident(Incident incident) {
        return new Case(
                "epicenter.incidents",
                Words.symptom(incident.symptom().kind()) + " " + incident.fingerprint(),
                Duration.between(incident.first(), incident.last()),
                Outcome.FAILED,
                facts.root(incident).type(),
                incident.symptom().text(),
                TextReport.incident(facts, incident, WIDTH));
    }

    private Case finding(Finding finding) {
        Site site = facts.site(finding);
        List<String> lines =
                new ArrayList<>(List.of(finding.title(), finding.summary(), finding.explanation(), finding.remedy()));
        finding.counter().forEach(counter -> lines.add("But: " + counter));
        return new Case(
                "epicenter.findings",
                finding.rule() + (site.known() ? " at " + Words.shortFrame(withoutLine(site.frame())) : ""),
                Duration.ZERO,
                finding.severity() == Severity.WARNING ? Outcome.FAILED : Outcome.PASSED,
                finding.rule(),
                finding.summary(),
                String.join("\n", lines));
    }

    /** What became of a rule that found nothing; what the others found are tests of their own. */
    private static Optional<Case> rule(RuleResult rule) {
        if (rule instanceof RuleResult.Ok) {
            return Optional.of(rule(rule, Outcome.PASSED, ""));
        } else if (rule instanceof RuleResult.NotApplicable lacking) {
            return Optional.of(rule(rule, Outcome.SKIPPED, "needs " + String.join(" and ", lacking.needs())));
        } else if (rule instanceof RuleResult.Broken broken) {
            return Optional.of(rule(rule, Outcome.ERROR, "is broken: it " + broken.reason()));
        }
        return Optional.empty();
    }

    private static Case rule(RuleResult rule, Outcome outcome, String message) {
        return new Case("epicenter.rules", rule.rule(), Duration.ZERO, outcome, rule.rule(), message, rule.title());
    }

    /** So that a test keeps its name when the code around it changes. */
    private static Frame withoutLine(Frame frame) {
        return new Frame(frame.type(), frame.method(), frame.descriptor(), 0, frame.module());
    }

    private static void write(Case test, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", test.name());
        xml.writeAttribute("classname", test.group());
        xml.writeAttribute("time", seconds(test.time()));
        xml.writeStartElement(
                switch (test.outcome()) {
                    case FAILED -> "failure";
                    case SKIPPED -> "skipped";
                    case ERROR -> "error";
                    case PASSED -> "system-out";
                });
        if (test.outcome() != Outcome.PASSED) {
            xml.writeAttribute("message", test.message());
        }
        if (test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR) {
            xml.writeAttribute("type", test.type());
        }
        xml.writeCharacters(test.body());
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return String.valueOf(cases.stream().filter(c -> c.outcome() == outcome).count());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1_000.0);
    }
}
