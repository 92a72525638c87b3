using Pricing.Calendars;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>What an auditor reads first in a package: what each file is, and how to check all of it, in English and Japanese.</summary>
internal static class PackageReadme
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "README.txt";

    /// <summary>Its text: the same whenever the package is made again at the same time by the same release.</summary>
    /// <param name="issuer">Whose package it is.</param>
    /// <param name="madeAt">When the package is made.</param>
    /// <param name="release">The version of the code that makes it.</param>
    public static string Of(string issuer, DateTimeOffset madeAt, string release) =>
        $"""
        Package for the auditor: {TypedText.Shown(issuer)}
        Made {JapanTime.ToTheMinute(madeAt)} by PricingFunctions {release}

        What it holds
          {FolderManifest.FileName}           the SHA-256 of every other file of this package
          {PackageFolder.PapersName}/                 of each grant the report (.html) and the workbook (.xlsx) of its value, in English and Japanese (ja);
                                  the workbook calculates the value again by live formulas
          tables/grants.ndjson    terms of the grants in all versions, events, holders
          tables/valuations.ndjson  the values, each with its hash
          tables/runs.ndjson      when dates were valued, why, and who asked
          tables/ledger.ndjson    files that came in and what became of their rows, calculation rules
          tables/waiting.ndjson   rows that wait for something
          blobs/intake/           the files that came in, as they came, named by their SHA-256
          blobs/raw-market-data/  market data as they were received, named by their SHA-256
          blobs/market-data/      closes, dividends and yields as they were read from these
          blobs/runs/             plans and values of each valuation of a date, and what each value was made of (evidence)
          blobs/decisions/        what was proposed, approved, published and closed, and by whom
          blobs/logs/             the changes of the settings

        How to check it
          1. Unpack all of it into a folder.
          2. Get the source code of PricingFunctions and the .NET 10 SDK. The storage that the package came from is not needed.
          3. In the folder of the source code:
               dotnet run --project src/PricingFunctions.Local -- verify --package FOLDER
          It compares every file with {FolderManifest.FileName}, computes every value again from the kept data, and makes every paper again.
          "All is alike" and exit code 0: nothing differs. 3: something differs, and is named. 1: something could not be checked. 2: no package.

        監査用資料一式：{TypedText.Shown(issuer)}
        {JapanTime.ToTheMinute(madeAt)} 作成（PricingFunctions {release}）

        内容
          {FolderManifest.FileName}           本資料の全ファイルのSHA-256
          {PackageFolder.PapersName}/                 新株予約権ごとの算定書（.html）と再計算ブック（.xlsx）、英語版と日本語版（ja）
          tables/grants.ndjson    条件（全版）・事由・権利者
          tables/valuations.ndjson  評価額（各値のハッシュ値付き）
          tables/runs.ndjson      日次評価の時刻・理由・依頼者
          tables/ledger.ndjson    取込ファイルと各行の結果、算定ルール
          tables/waiting.ndjson   待機中の行
          blobs/intake/           取込ファイル（受領したまま、名前はSHA-256）
          blobs/raw-market-data/  市場データ（受領したまま、名前はSHA-256）
          blobs/market-data/      上記から読み取った終値・配当・国債利回り
          blobs/runs/             日次評価の計画・評価額・根拠資料
          blobs/decisions/        起案・承認・公表・締めの記録
          blobs/logs/             設定の変更履歴

        検証の方法
          1. すべてをフォルダーに展開する。
          2. PricingFunctionsのソースコードと.NET 10 SDKを用意する（元のストレージは不要）。
          3. ソースコードのフォルダーで次を実行する。
               dotnet run --project src/PricingFunctions.Local -- verify --package フォルダー
          全ファイルを{FolderManifest.FileName}と照合し、全評価額を根拠資料から再計算し、全書類を再作成して比較する。
          終了コード 0：すべて一致　3：不一致あり（箇所を表示）　1：確認できないものあり　2：資料一式ではない

        """.ReplaceLineEndings("\n");
}
