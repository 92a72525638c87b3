using Pricing.Files.Fields;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;

namespace Pricing.Files.Tests.Fields;

public sealed class FieldReaderTests
{
    private static readonly TableSchema Grants = TableSchemas.Of(FileKind.Grants);

    /// <summary>か and a mark, as a Mac writes が; an id that was stored before ids had one spelling.</summary>
    [Theory]
    [InlineData("か\u3099")]
    [InlineData("G\u200B1")]
    public void OfStored_IdThatIsNotInItsNormalForm_ReadsAsItIsStored(string id)
    {
        var fields = FieldReader.OfStored(Grants, name => name == "grant_id" ? id : null);

        Assert.Equal(id, fields.Text("grant_id"));
        Assert.Empty(fields.Failures);
    }

    [Theory]
    [InlineData("1.146", "must be at most 1; write 0.01146 or 1.146 %")]
    [InlineData("１．１４６", "must be at most 1; write 0.01146 or 1.146 %")]
    [InlineData("146 %", "must be at most 1")]
    [InlineData("146％", "must be at most 1")]
    [InlineData("1146", "must be at most 1")]
    public void Number_OfARateBeyondItsLimit_SaysWhatToWrite(string written, string reason)
    {
        var fields = new FieldReader(Grants, name => name == "risk_free_rate" ? written : null);

        Assert.Null(fields.OptionalNumber("risk_free_rate", -1, 1));
        Assert.Equal(reason, Assert.Single(fields.Failures).Reason);
    }

    [Theory]
    [InlineData(87, "")]
    [InlineData(88, "exclude is longer than 2000 characters")]
    public void Periods_OfALongText_AreRefusedUnlessTheyAreStored(int count, string reason)
    {
        var text = string.Join(';', Enumerable.Repeat("2011-03-11..2011-03-31", count));
        var fields = new FieldReader(Grants, name => name == "exclude" ? text : null);
        var stored = FieldReader.OfStored(Grants, name => name == "exclude" ? text : null);

        Assert.Equal((reason.Length == 0 ? count : 0, count), (fields.Periods("exclude").Count, stored.Periods("exclude").Count));
        Assert.Equal(reason, string.Concat(fields.Failures.Select(failure => $"{failure.Field} {failure.Reason}")));
    }

    [Fact]
    public async Task Plain_FileWithDecimalCommas_MeansTheSameToAReaderOfNamedFields()
    {
        const string header =
            "issuer;grant_id;security_code;currency;allotment_date;exercise_start;exercise_end;exercise_price;shares_per_right;"
            + "maximum_rights;allotted_rights;policy;expected_remaining_years;risk_free_rate\n";
        using var content = new MemoryStream(Given.Utf8(
            header + "IIJ;\u200Bg1;3774;JPY;平成25年7月11日;2013-07-12;2043-07-11;1.234,5;200;135;135;iij-practice;14,5;1,25 %\n"));
        using var table = await TableReader.OpenAsync(content, Given.Request(), CancellationToken.None);
        Assert.True(await table.ReadAsync(CancellationToken.None));

        var plain = Grants.Columns.ToDictionary(column => column.Name, table.Fields.Plain);
        var again = new FieldReader(Grants, plain.GetValueOrDefault);

        Assert.Equal(("g1", 1234.5m, 14.5m, 0.0125m), (
            again.Text("grant_id"), again.Number("exercise_price"), again.Number("expected_remaining_years"), again.Number("risk_free_rate")));
        Assert.Equal(new DateOnly(2013, 7, 11), again.Date("allotment_date"));
        Assert.Null(plain["title"]);
        Assert.Empty(again.Failures);
    }
}
