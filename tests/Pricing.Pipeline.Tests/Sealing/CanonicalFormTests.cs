using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Sealing;

namespace Pricing.Pipeline.Tests.Sealing;

public sealed partial class CanonicalFormTests
{
    private static readonly CanonicalForm<Sample> Form = new("f", SampleJson.Default.Sample, name => name != "at");

    /// <summary>RFC 8785, appendix B: the bits of a double and its text.</summary>
    [Theory]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    public void Number_OfTheStandardsTable_IsItsText(ulong bits, string text) =>
        Assert.Equal($$"""{"form":"f","number":{{text}}}""", Text(new() { Number = BitConverter.UInt64BitsToDouble(bits) }));

    [Fact]
    public void Text_NamesAndEscapes_AreInTheStandardsForm() => Assert.Equal(
        """{"Z":"z","date":"2013-07-11","flag":true,"form":"f","list":["b","a"],"text":"\u20ac$\u000f\nA'B\"\\\\\"/株"}"""
            .Replace("\\u20ac", "€", StringComparison.Ordinal),
        Form.Of(
            new Sample { Text = "€$\u000f\nA'B\"\\\\\"/株", Z = "z", Date = new(2013, 7, 11), Flag = true, At = DateTimeOffset.UnixEpoch },
            ("list", ["b", "a"])));

    [Fact]
    public void Text_NullEmptyAndFalse_AreLeftOut() => Assert.Equal("""{"form":"f"}""", Text(new()));

    [Fact]
    public void Text_WhatFollowsFromOtherProperties_IsLeftOut() => Assert.Equal("""{"flag":true,"form":"f"}""", Text(new() { Flag = true }));

    /// <summary>Two forms of a name and type are two: each heeds its own properties.</summary>
    [Fact]
    public void Form_SameNameAndOtherProperties_HoldsItsOwn() => Assert.Equal(
        """{"Z":"z","form":"f"}""",
        new CanonicalForm<Sample>("f", SampleJson.Default.Sample, name => name == "Z").Of(new() { Text = "t", Z = "z" }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void HashOf_TextsOfAnyLength_IsThatOfTheTextInUtf8(int length)
    {
        var sample = new Sample { Text = string.Concat(Enumerable.Repeat("株\"𠮷", length)), Number = -1.5e-7 };

        var hash = Form.HashOf(sample, ("list", ["b"]));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Form.Of(sample, ("list", ["b"]))))), hash);
    }

    private static string Text(Sample sample) => Form.Of(sample);

    internal sealed record Sample
    {
        public double? Number { get; init; }

        public string Text { get; init; } = "";

        public DateOnly? Date { get; init; }

        public bool Flag { get; init; }

        [JsonIgnore]
        public bool IsFlagged => Flag;

        public DateTimeOffset? At { get; init; }

        [JsonPropertyName("Z")]
        public string? Z { get; init; }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Sample))]
    internal sealed partial class SampleJson : JsonSerializerContext;
}
