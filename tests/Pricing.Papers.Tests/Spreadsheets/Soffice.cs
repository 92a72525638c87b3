using System.Diagnostics;

namespace Pricing.Papers.Tests.Spreadsheets;

/// <summary>LibreOffice without a screen, where this machine has it.</summary>
internal static class Soffice
{
    private const string AlwaysRecalculate =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "soffice"), Path.Combine(folder, "soffice.exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>Why a test cannot run where it is not there.</summary>
    public const string Missing = "soffice is not on the PATH; install LibreOffice Calc to recalculate the workbooks.";

    /// <summary>Whether it is there.</summary>
    public static bool IsThere => Program is not null;

    /// <summary>Opens workbooks, calculates every formula anew and saves them under the same names in another folder.</summary>
    /// <param name="from">The folder of the workbooks.</param>
    /// <param name="to">The folder to save them in.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    public static async Task RecalculateAsync(string from, string to, CancellationToken cancellationToken)
    {
        var profile = Path.Combine(to, "profile");
        Directory.CreateDirectory(Path.Combine(profile, "user"));
        await File.WriteAllTextAsync(Path.Combine(profile, "user", "registrymodifications.xcu"), AlwaysRecalculate, cancellationToken);
        var start = new ProcessStartInfo(Program!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[$"-env:UserInstallation={new Uri(profile)}", "--headless", "--convert-to", "xlsx", "--outdir", to, .. Directory.GetFiles(from, "*.xlsx")])
            start.ArgumentList.Add(argument);

        using var program = Process.Start(start)!;
        try
        {
            var output = program.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = program.StandardError.ReadToEndAsync(cancellationToken);
            await program.WaitForExitAsync(cancellationToken);
            Assert.True(program.ExitCode == 0, $"{await output} {await errors}");
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
                await program.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
