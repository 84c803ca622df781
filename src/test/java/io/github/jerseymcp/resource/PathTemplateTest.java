package io.github.jerseymcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which templates can meet, and how a template is spelled. */
class PathTemplateTest {

  @ParameterizedTest(name = "{0} under {1}: {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "/mcp /mcp true",
        "/mcp/x /mcp true",
        "/mcp2 /mcp false",
        "/other /mcp false",
        "/mcp /mcp/x false",
        "/{a} /mcp true",
        "/{a}/x /mcp/y false",
        "/{a}/x /mcp true",
        "/v{a} /mcp false",
        "/{a:[^/]+}/y /x/z false",
        "/{a:[0-9]+}/y /x/z false",
        "/{a:[\\w-]+}/y /x/z false",
        "/{a:\\d\\d}/y /x/z false",
        "/{a:.+} /x/z true",
        "/{a:x/z} /x/z true",
        "/{a:[!-~]+} /x/z true",
        "/{a:\\S+} /x/z true",
        "/{a:[^x]+} /x/z true",
        "/x /{a:.*}/z true",
        "/x /x/{a:[0-9]*} true",
        "/x '' true",
        "/x/{a:y|z} /x/z true",
        "/x /x/{a:y|} true",
        "/x /x/{a:y|z} false",
        "/openapi.{type:json|yaml} /mcp false",
        "/openapi.{type:json|yaml} /openapi.json true",
        "/openapi.{type:.+} /mcp false",
        "/mcp /m{a} true",
        "/mcp /n{a} false",
        "/m{a} /mc{b} true",
        "/m{a} /n{b} false",
      })
  void inDoubtTwoTemplatesMeet(String handler, String resource, boolean meet) {
    assertThat(PathTemplate.of(handler).canLieUnder(PathTemplate.of(resource))).isEqualTo(meet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/ ''",
        "'' ''",
        "mcp /mcp",
        "/mcp/ /mcp",
        "/ä/{id}/ö /%C3%A4/{id}/%C3%B6",
        "/%c3%a4 /%C3%A4",
        "/%6dcp /mcp",
        "/{a:[0-9]{2}}/{b:ä|/}/ /{a:[0-9]{2}}/{b:ä|/}",
      })
  void spellsATemplateInOneWay(String template, String spelled) {
    assertThat(PathTemplate.spelled(template)).isEqualTo(spelled);
  }
}
