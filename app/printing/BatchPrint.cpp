// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/BatchPrint.h"

#include <QElapsedTimer>

namespace shouli::app::printing {

using core::base::Error;
using core::base::ErrorCode;

namespace {

constexpr int sliceMs = 12; // below one frame of a screen

} // namespace

BatchPrint::BatchPrint(core::forms::setting::FormRenderer &renderer, std::unique_ptr<PrintSink> sink,
                       QList<core::forms::setting::FormJob> jobs, core::forms::setting::FormOptions options,
                       QObject *parent)
    : QObject(parent)
    , m_renderer(renderer)
    , m_sink(std::move(sink))
    , m_jobs(std::move(jobs))
    , m_options(std::move(options))
{
    connect(&m_timer, &QTimer::timeout, this, &BatchPrint::slice);
    m_timer.start(0);
}

void BatchPrint::end()
{
    m_timer.stop();
    m_sink.reset();
}

void BatchPrint::cancel()
{
    if (m_sink == nullptr)
        return;
    end();
    Q_EMIT failed({ErrorCode::Cancelled, {}}, -1);
}

void BatchPrint::slice()
{
    QElapsedTimer time;
    time.start();
    while (m_done < total() && !time.hasExpired(sliceMs)) {
        const auto pages = m_renderer.layOut(m_jobs.at(m_done), m_options);
        const auto added = pages ? m_sink->add(*pages) : core::base::failure(pages);
        if (!added) {
            const Error error = added.error();
            end();
            Q_EMIT failed(error, m_done);
            return;
        }
        ++m_done;
    }
    Q_EMIT progress(m_done, total());
    if (m_done < total() || m_sink == nullptr) // a receiver of progress may have cancelled
        return;
    const auto receipt = m_sink->finish();
    end();
    if (receipt)
        Q_EMIT finished(*receipt);
    else
        Q_EMIT failed(receipt.error(), -1);
}

} // namespace shouli::app::printing
