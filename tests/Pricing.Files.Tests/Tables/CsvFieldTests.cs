using Pricing.Files.Delimited;

namespace Pricing.Files.Tests.Tables;

public sealed class CsvFieldTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\rx", "'\rx")]
    [InlineData("＝1", "'＝1")]
    [InlineData(" =1", "' =1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'", "'")]
    [InlineData("O'Neill", "O'Neill")]
    [InlineData("第1回", "第1回")]
    public void Text_ThatLooksLikeAFormula_HasAnApostropheBeforeIt(string text, string written) => Assert.Equal(written, CsvField.Text(text).Written);

    [Theory]
    [InlineData("-0.01", "-0.01")]
    [InlineData("-1E-05", "-1E-05")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("\t1", "'\t1")]
    public void Figure_ThatIsANumber_StaysOne(string number, string written) => Assert.Equal(written, CsvField.Figure(number).Written);

    [Theory]
    [InlineData("'=1+1", "=1+1")]
    [InlineData("''-5", "'-5")]
    [InlineData("'a", "'a")]
    [InlineData("-5", "-5")]
    public void TextOf_AField_IsWithoutTheMarkAlone(string field, string text) => Assert.Equal(text, CsvField.TextOf(field));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("''-5")]
    [InlineData("-5")]
    [InlineData("＋")]
    [InlineData("'a")]
    public async Task Text_WrittenAndRead_IsTheSame(string id)
    {
        await using var text = new StringWriter();
        CsvText.WriteRow(text, "issuer", "grant_id", "date", "kind", "rights", "reference");
        CsvText.WriteRow(text, "x", id, "2024-05-01", "exercised", "1", "a");

        var table = await Given.ReadAsync(text.ToString());

        Assert.Empty(table.Defects);
        Assert.Equal(id, Assert.Single(table.Rows).Fields["grant_id"]);
    }
}
