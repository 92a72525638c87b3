using Pricing.Files.CorporateActions;

namespace Pricing.Files.Tests.CorporateActions;

public sealed class CorporateActionFileTests
{
    [Fact]
    public async Task Read_JapaneseTable_IsTheActions()
    {
        var actions = await ReadAsync(
            "証券コード,種別,比率,基準日,効力発生日,公表日,株主総会承認条件,根拠資料\n"
            + "3774,株式分割,1株→200株,2012/9/30,2012/10/1,2012/6/1,無,開示\n"
            + "3774,株式併合,10株を1株,2031/9/30,2031/10/1,,有,\n"
            + "3774,合併,,2031/9/30,,,,\n");

        Assert.Empty(actions.Defects);
        Assert.Equal(["split", "consolidation", "merger"], actions.Rows.Select(row => row.Kind));
        Assert.Equal([200m, 0.1m, (Ratio?)null], actions.Rows.Select(row => row.NewPerOld));
        Assert.Equal([false, true, false], actions.Rows.Select(row => row.IsConditional));
    }

    [Theory]
    [InlineData("3774,split,", "missing")]
    [InlineData("3774,分裂,1:2", "must be one of split")]
    [InlineData("3774,split,0.333", "1:3 or 1/3")]
    public async Task Read_OneWrongRow_GivesNone(string row, string reason) =>
        Assert.Contains(reason, Assert.Single((await ReadAsync($"code,kind,ratio\n{row}\n")).Defects).Failure.Reason);

    private static async Task<WholeFiles.FileReading<CorporateActionRow>> ReadAsync(string text)
    {
        using var content = new MemoryStream(Given.Utf8(text));
        return await CorporateActionFile.ReadAsync(content, Given.Request(), CancellationToken.None);
    }
}
