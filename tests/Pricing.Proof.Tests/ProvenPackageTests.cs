using Testing;

namespace Pricing.Proof.Tests;

/// <summary>Tests on a package that is written anew for each.</summary>
public abstract class ProvenPackageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    protected const string Report = "papers/IIJ 3rd-series 2013-07-11 v1 report.html";
    protected const string Workbook = "papers/IIJ 3rd-series 2013-07-11 v1.xlsx";

    protected AzuriteFixture Azurite { get; } = azurite;

    private protected ProvenPackage Written { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Written = await ProvenPackage.WriteAsync(Azurite);

    public async ValueTask DisposeAsync()
    {
        await Written.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
