using Pricing.Proof.Findings;

namespace Pricing.Proof.Tests;

public sealed class ProofTextTests
{
    private static readonly string Nl = Environment.NewLine;

    [Fact]
    public void Of_AllIsAlike_CountsInWords()
    {
        var one = Enum.GetValues<ProofSubject>().ToDictionary(subject => subject, _ => 1);
        var many = Enum.GetValues<ProofSubject>().ToDictionary(subject => subject, _ => 1200);

        Assert.Equal(
            "Compared: 1 value, 1 piece of evidence, 1 version of a grant, 1 event, 1 holder, 1 file that came in, 1 body of a feed, "
            + $"1 history of market data, 1 version of a policy, 1 plan, 1 export, 1 manifest of a run, 1 paper, 1 decision, 1 publication, 1 closing of a period, 1 change of settings.{Nl}All is alike.",
            ProofText.Of(new(one, 0, 0, [])));
        Assert.Equal(
            "Compared: 1,200 values, 1,200 pieces of evidence, 1,200 versions of grants, 1,200 events, 1,200 holders, 1,200 files that came in, "
            + "1,200 bodies of feeds, 1,200 histories of market data, 1,200 versions of policies, 1,200 plans, 1,200 exports, 1,200 manifests of runs, "
            + $"1,200 papers, 1,200 decisions, 1,200 publications, 1,200 closings of periods, 1,200 changes of settings.{Nl}All is alike.",
            ProofText.Of(new(many, 0, 0, [])));
    }

    [Theory]
    [InlineData("3", "4", "DIFFERS place field: stored '3', found '4': reason")]
    [InlineData("364", "", "DIFFERS place field: stored '364', found nothing: reason")]
    [InlineData("", "4", "DIFFERS place field: nothing stored, found '4': reason")]
    [InlineData("", "", "DIFFERS place field: reason")]
    public void Of_ADifference_SaysBothSidesInWords(string stored, string found, string line) => Assert.Equal(
        $"{line}{Nl}1 differs, 0 could not be checked.",
        ProofText.Of(new(new Dictionary<ProofSubject, int>(), 1, 0, [new(FindingKind.Difference, "place", "field", stored, found, "reason")])));
}
