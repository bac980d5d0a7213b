package org.medspike.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.medspike.evaluation.run.Protocol;

/** What readers and other programs get of an evaluation, in every form. */
class ReportTest {

    private static final Gallery NO_PICTURES = new Gallery(Protocol.STRICT, List.of());

    @Test
    void perImageCsv_hasEveryMetric_andTheFailures() {
        assertThat(ReportCsv.perImage(Evaluations.alone()).split("\r\n"))
                .containsExactly(
                        "stem,model,protocol,width_px,height_px,iou,dsc,acc,spe,sen,hd95,hd95_unit,tp_px,fp_px,fn_px,"
                                + "tn_px,status,message",
                        "'=a,first,strict,20,10,0.5,0.6666666667,0.75,1,0.5,3,px,50,0,50,100,ok,",
                        "\"b,c\",first,strict,20,10,0.75,0.8571428571,0.875,1,0.75,1.5,px,75,0,25,100,ok,",
                        "sub/c,first,strict,20,10,0,0,0.5,1,0,,px,0,0,100,100,ok,",
                        "d/<b>,,,,,,,,,,,,,,,,failed,\"The file \"\"x\"\" is empty.\"");
    }

    @Test
    void summaryCsv_namesAverageAndN_inEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            String csv = ReportCsv.summary(Evaluations.compared());

            assertThat(csv)
                    .contains(
                            "first,ab12,strict,mIoU,1,mean of per-image values,0.4166666667,0,0.75,0.3818813079,3,0\r\n")
                    .contains("first,ab12,strict,IoU,1,pooled over all pixels,0.4166666667,,,,3,0\r\n")
                    .contains("first,ab12,strict,HD95,px,mean of per-image values,2.25,1.5,3,1.060660172,2,1\r\n")
                    .contains("other,ab12,strict,mIoU,1,");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Differences 0.25, 0.5, 0: t = 0.25 / (0.25 / sqrt(3)) = 1.7320508; p by {@code scipy.stats.t.sf} is 0.2254033. */
    @Test
    void comparisonCsv_hasTestsOrASentence() {
        String csv = ReportCsv.comparison(Evaluations.compared());

        assertThat(csv)
                .contains("first,other,strict,IoU,1,3,0,0.25,0,0.5,1.732050808,2,0.2254033308,")
                .contains(
                        "first,other,strict,HD95,px,2,1,0,0,0,,,,,,,,No test: the difference is the same in all 2 pairs.");
        assertThat(ReportCsv.comparison(Evaluations.alone()).lines()).hasSize(1);
    }

    @Test
    void json_isOneObject_thatSaysAllAboutEachNumber() throws IOException {
        JsonNode json = new JsonMapper().readTree(ReportJson.of(Evaluations.compared(), Evaluations.SOURCE));

        assertThat(json.get("model").asText()).isEqualTo("first");
        assertThat(json.get("modelSha256").asText()).isEqualTo("ab12");
        assertThat(json.get("protocol").asText()).isEqualTo("strict");
        assertThat(json.get("images").asInt()).isEqualTo(3);
        assertThat(json.get("failures").get(0).get("stem").asText()).isEqualTo("d/<b>");
        JsonNode mean = json.get("metrics").get(0);
        assertThat(mean.get("name").asText()).isEqualTo("mIoU");
        assertThat(mean.get("average").asText()).isEqualTo("mean of per-image values");
        assertThat(mean.get("unit").asText()).isEqualTo("1");
        assertThat(mean.get("value").asDouble()).isEqualTo(1.25 / 3);
        assertThat(mean.get("ci")).hasSize(2);
        assertThat(mean.get("n").asInt()).isEqualTo(3);
        assertThat(mean.get("undefined").asInt()).isZero();
        assertThat(json.get("metrics")).hasSize(11);
        JsonNode comparison = json.get("comparison");
        assertThat(comparison.get("model").asText()).isEqualTo("other");
        assertThat(comparison.get("differences")).hasSize(6);
        assertThat(comparison.get("differences").get(5).get("tTest").isNull()).isTrue();
        assertThat(comparison.get("differences").get(5).get("note").asText()).startsWith("No test");
    }

    @Test
    void text_hasTables_protocol_rulesAndWarning() {
        String text = ReportText.of(Evaluations.compared());

        assertThat(text)
                .contains("3 images scored, 1 not.")
                .contains("Strict: the probability")
                .contains("mIoU                         0.4167")
                .contains("HD95 [px]")
                .contains("HD95: No test: the difference is the same in all 2 pairs.")
                .contains("IoU and DSC of an image without an object are 1 if the prediction is empty too, else 0.")
                .contains("2000 resamples, seed 41")
                .contains("Pratt")
                .contains("The model 'first' was trained on 17 images and chosen by its scores on 4 more.");
        assertThat(ReportText.of(Evaluations.alone())).doesNotContain("Pratt");
    }

    @Test
    void page_holdsTheNumbers_andEscapesEveryText() {
        String page = HtmlReport.of(Evaluations.compared(), Evaluations.SOURCE, NO_PICTURES);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<td>0.4167</td>")
                .contains("/data/&lt;set&gt;")
                .contains("&lt;i&gt;Name&lt;/i&gt;")
                .contains("d/&lt;b&gt;: The file &quot;x&quot; is empty.")
                .contains("Set &lt;one&gt;.")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("<script")
                .doesNotContain("http")
                .doesNotContain("<i>Name");
    }

    @Test
    void page_showsPictures_worstFirst_withTheirNumbers() {
        String page = HtmlReport.of(
                Evaluations.alone(),
                Evaluations.SOURCE,
                new Gallery(
                        Protocol.STRICT,
                        List.of(new Gallery.Entry(
                                new org.medspike.evaluation.ImageScore(
                                        "a b\"#?%",
                                        20,
                                        10,
                                        new org.medspike.evaluation.Confusion(1, 2, 3, 194),
                                        java.util.OptionalDouble.empty(),
                                        "px"),
                                "errors/a b\"#?%.png"))));

        assertThat(page)
                .contains("src=\"errors/a%20b%22%23%3F%25.png\"")
                .contains("alt=\"Errors in a b&quot;#?%\"")
                .contains("IoU 0.1667, DSC 0.2857, Sen 0.2500, Spe 0.9898, HD95 undefined")
                .contains("TP 1, FP 2, FN 3 px of 20 x 10");
    }

    @Test
    void pictures_stayInTheirFolder() {
        assertThat(Gallery.pictureName("a/b c")).isEqualTo("a/b c.png");
        assertThat(Gallery.pictureName("../../etc/x")).isEqualTo("_/_/etc/x.png");
        assertThat(Gallery.pictureName("/abs//x\\..\\y")).isEqualTo("abs/x/_/y.png");
        assertThat(Gallery.pictureName("C:/x")).isEqualTo("C_/x.png");
    }

    @Test
    void histogram_countsEveryImageOnce() {
        assertThat(IouHistogram.bins(Evaluations.alone().model().of(Protocol.STRICT)))
                .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    }
}
