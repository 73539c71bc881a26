package dev.epicenter.render.readers;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;

/** Surefire's schema, and Surefire's parser. */
public final class JunitReader {
    private JunitReader() {}

    /** The suites as Surefire understands them. */
    public static List<ReportTestSuite> read(String document) {
        try {
            Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(
                            new StreamSource(new StringReader(Readers.resource("/schemas/surefire-test-report.xsd"))));
            schema.newValidator().validate(new StreamSource(new StringReader(document)));
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            return new TestSuiteXmlParser(new NullConsoleLogger())
                    .parse(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new AssertionError("no test report", e);
        }
    }
}
