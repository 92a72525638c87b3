using Pricing.Pipeline.Storage;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>Files to take, and the program on an account of its own.</summary>
internal static class TakeCase
{
    /// <summary>The header of a file of grants.</summary>
    public const string GrantHeader =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n";

    /// <summary>A file of one event, of the grant g1.</summary>
    public const string Events = "issuer,grant_id,date,kind,rights,reference\nIIJ,g1,2014-07-01,exercised,5,minutes\n";

    /// <summary>An environment that names no storage account.</summary>
    public static Dictionary<string, string?> NoStorage => [];

    /// <summary>An account of its own, and the environment that names it.</summary>
    public static async Task<(Dictionary<string, string?> Environment, PipelineStorage Storage)> AccountAsync(AzuriteFixture azurite)
    {
        var account = await azurite.NewAccountAsync();
        return (Storage(account.ConnectionString!), StorageClients.Create(account));
    }

    /// <summary>A row of a file of grants.</summary>
    public static string Grant(string id, string price = "1", string policy = "iij-practice") =>
        $"IIJ,{id},3774,JPY,2013-07-11,2013-07-12,2043-07-11,{price},200,135,135,{policy},15\n";

    public static Task<ProgramResult> TakeAsync(Dictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        RunAsync(environment, ["take", .. arguments]);

    public static Task<ProgramResult> RunAsync(Dictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        LocalProgram.RunAsync([.. arguments], environment);

    /// <summary>An environment that names a storage account by its connection string.</summary>
    public static Dictionary<string, string?> Storage(string connection) => new() { [StorageOptions.Section] = connection };
}
