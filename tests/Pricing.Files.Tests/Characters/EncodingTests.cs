using System.Text;
using Pricing.Files.Characters;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Characters;

public sealed class EncodingTests
{
    private const string Table = "日付,終値,出来高\n2024/5/1,3505,1000\n";

    [Theory]
    [InlineData("euc-jp", "EUC-JP")]
    [InlineData("iso-2022-jp", "ISO-2022-JP")]
    [InlineData("utf-32", "UTF-32")]
    public async Task Read_AnotherEncoding_IsNamedForWhatItLooksLike(string name, string expected)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

        var table = await Given.ReadAsync([.. encoding.Preamble, .. encoding.GetBytes(Table)]);

        Assert.Contains(expected, Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_Utf16WithoutItsMark_IsNamed()
    {
        var table = await Given.ReadAsync(new UnicodeEncoding(false, false).GetBytes("Date,Close\n2024-05-01,3505\n"));

        Assert.Contains("UTF-16 without", Assert.Single(table.Defects).Failure.Reason);
    }

    [Theory]
    [InlineData("2024-05-02,3")]
    [InlineData("2024-05-02,\"3")]
    public async Task Read_BytesOfAnotherEncodingInsideARow_GivesNoPartOfTheRow(string start)
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        var table = await Given.ReadAsync(western.GetBytes($"Date,Close\n2024-05-01,3505\n{start}é7\n"));

        Assert.Equal("3505", Assert.Single(table.Rows).Fields["Close"]);
        Assert.Equal("encoding", Assert.Single(table.Defects).Failure.Field);
    }

    [Theory]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13 }, "the file is a picture; a table as .xlsx, CSV or JSON is wanted")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F' }, "the file is a picture; a table as .xlsx, CSV or JSON is wanted")]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 0xFE, 0xFF, 0x80, 0x81, 0, 0, 0xC0, 0xFD }, "the file holds no text; a table as .xlsx, CSV or JSON is wanted")]
    public async Task Read_WhatIsNoText_SaysSoAndWhatIsRead(byte[] content, string reason)
    {
        var failure = Assert.Single((await Given.ReadAsync(content)).Defects).Failure;

        Assert.Equal(("file", reason), (failure.Field, failure.Reason));
    }

    [Theory]
    [InlineData(false, "Date,Close\n2024-05-01,3505\n")]
    [InlineData(true, "Date,Close\n2024-05-01,3505\n")]
    [InlineData(false, "日付,終値\n2024-05-01,3505\n")]
    public async Task Read_Utf32WithoutItsMark_IsNamed(bool bigEndian, string text)
    {
        var table = await Given.ReadAsync(new UTF32Encoding(bigEndian, false).GetBytes(text));

        Assert.Contains("UTF-32", Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_WesternText_IsNotTakenForJapanese()
    {
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        const string text = "issuer,grant_id,date,kind,rights,reference\nSociété Générale,É1,2024-05-01,lapsed,1,procès-verbal\n";

        Assert.Contains("Windows-1252", Assert.Single((await Given.ReadAsync(western.GetBytes(text))).Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_Cp932WhoseHeaderNobodyKnows_SaysWhatItLooksLike()
    {
        var table = await Given.ReadAsync(Given.Cp932.GetBytes("何か,別の\n2024/5/1,3505\n"));

        Assert.Contains("CP932", Assert.Single(table.Defects).Failure.Reason);
    }

    [Theory]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資料,ﾒﾓ①", "is no column of Events")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資料,備考", "UnknownField 備考")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数,根拠資斜", "根拠資斜 is no known name, the nearest one is reference / 根拠資料")]
    [InlineData("発行会社,新株予約権番号,発生日,事由,個数", "lacks reference / 根拠資料")]
    [InlineData("日付,終 値　価格,出来高", "lacks Close / 終値")]
    [InlineData("何か,株価", "docs/files.md); the text was read as CP932 (Shift_JIS): where the header looks wrong here, save the file as UTF-8")]
    [InlineData("Date,株価", "as one of Prices it lacks Close / 終値; the text was read as CP932")]
    public async Task Read_Cp932WithAHeaderThatIsWrongInOneColumn_NamesThatColumn(string header, string reason)
    {
        var table = await Given.ReadAsync(Given.Cp932.GetBytes($"{header}\n架空商事,第1回,2024/5/1,失効,1,議事録,x\n"));

        Assert.Contains(reason, Assert.Single(table.Defects).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("日付,株価", "as one of Prices it lacks Close / 終値", null)]
    [InlineData("日付,証券コード,終値", "the header is one of Prices, not of Dividends", FileKind.Dividends)]
    public async Task Read_Cp932WithAKnownJapaneseName_SaysNothingOfTheEncoding(string header, string reason, FileKind? kind)
    {
        var table = await Given.ReadAsync(Given.Cp932.GetBytes($"{header}\n2024/5/1,4999,3505\n"), Given.Request(kind));

        var said = Assert.Single(table.Defects).Failure.Reason;
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("UTF-8", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Cp932WhoseWordsAreNearlyUtf8_IsReadAsWhatItIs()
    {
        // 91 CE 8F DB 8E D2 8B E6 95 AA: all but the first byte are sequences of UTF-8.
        var table = await Given.ReadAsync(Given.Cp932.GetBytes("issuer\tgrant_id\tholder\t対象者区分\trights\nG\tG1\tH1\tx\t5\n"));

        Assert.Empty(table.Defects);
        Assert.Equal("x", Assert.Single(table.Rows).Fields["group"]);
    }

    [Fact]
    public async Task Read_Cp932BelowAnAsciiHeader_IsRead()
    {
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $"ACME,G{i},2024-05-01,lapsed,1,minutes of the board\n"));
        var table = await Given.ReadAsync(Given.Cp932.GetBytes(
            $"issuer,grant_id,date,kind,rights,reference\n{lines}架空商事,第３回,2024-05-01,lapsed,1,議事録\n"));

        Assert.Equal("架空商事", table.Rows[^1].Fields["issuer"]);
    }

    [Fact]
    public async Task Read_DamagedBytesInUtf8_RefuseThatRowOnly()
    {
        var bytes = Given.Utf8("issuer,grant_id,date,kind,rights,reference\n架空商事,第三回,2024-05-01,lapsed,1,議事録のとおり\n架空商事,G#,2024-05-01,lapsed,1,x\n架空商事,G3,2024-05-01,lapsed,1,x\n");
        bytes[Array.LastIndexOf(bytes, (byte)'#')] = 0xFF;

        var table = await Given.ReadAsync(bytes);

        Assert.Equal("\uFFFD", table.Rows[1].Fields["grant_id"][1..]);
        Assert.Equal([2, 3, 4], table.Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("か\u3099く\u3099", "がぐ")]
    [InlineData("e\u0301", "é")]
    [InlineData("\uFA19社", "神社")]
    [InlineData("架空商事", "架空商事")]
    public void NormalForm_OfDecomposedText_IsComposed(string text, string composed)
    {
        Assert.Equal(composed, NormalForm.Of(text));
        Assert.Equal(text == composed, NormalForm.IsNormal(text));
    }

    [Theory]
    [InlineData("G1\u200B")]
    [InlineData(" G1")]
    public void IsNormal_InvisibleOrBlankAtAnEnd_IsFalse(string id) => Assert.False(NormalForm.IsNormal(id));
}
